import { and, asc, eq, gt, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { findPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { readOpening } from '#lib/openings/server/opening.ts';
import { nods } from '#lib/openings/server/schema.ts';
import { listTablets, type Tablet } from '#lib/openings/server/tablet.ts';

/** A question that the trainer has not answered, and a nod that nobody has used, are over after ten minutes. */
const GOOD_FOR = 600_000;

/** Whoever has just shown a card at this tablet asks to be let in by the trainer's nod instead of her pictures. */
export async function askForNod(db: Db, tablet: Tablet, personId: string, now: Date): Promise<void> {
	const asked = { personId, askedAt: now, givenBy: null, givenAt: null };
	await db
		.insert(nods)
		.values({ tabletId: tablet.id, ...asked })
		.onConflictDoUpdate({ target: nods.tabletId, set: asked });
}

/** Whether this person at this tablet has asked, and been let in. */
export async function findNod(
	db: Db,
	tablet: Tablet,
	personId: string,
	now: Date
): Promise<'none' | 'asked' | 'given'> {
	const [nod] = await db
		.select()
		.from(nods)
		.where(and(eq(nods.tabletId, tablet.id), eq(nods.personId, personId), gt(nods.askedAt, since(now))));
	if (!nod) return 'none';
	return nod.givenAt === null ? 'asked' : 'given';
}

/** Who waits at which tablet of an opening, first come first. */
export async function listNodsAsked(
	db: Db,
	openingId: string,
	now: Date
): Promise<{ tabletId: string; personId: string }[]> {
	const ids = (await listTablets(db, openingId)).map(({ id }) => id);
	if (ids.length === 0) return [];
	return db
		.select({ tabletId: nods.tabletId, personId: nods.personId })
		.from(nods)
		.where(and(inArray(nods.tabletId, ids), isNull(nods.givenAt), gt(nods.askedAt, since(now))))
		.orderBy(asc(nods.askedAt));
}

export interface NodAnswer {
	openingId: string;
	tabletId: string;
	/** whom the trainer saw on her phone: if somebody else asks there by now, it is not her that he lets in */
	personId: string;
	nod: boolean;
}

/**
 * The trainer says that the person at the tablet is who her card says, or that she is not. Nobody nods to herself (403).
 * A question that is over by now, or is somebody else's, is refused (409); said twice it changes nothing.
 */
export async function answerNod(db: Db, actor: Actor, input: NodAnswer, now: Date): Promise<void> {
	const { point } = await readOpening(db, actor, input.openingId, now);
	allow(actor, 'nod.give', point);
	if (!isId(input.tabletId)) throw notFound();
	if (actor.id === (await findPerson(db, input.personId))?.id) throw new DomainError('nod_oneself', 403);
	const tablets = await listTablets(db, input.openingId);
	if (!tablets.some(({ id }) => id === input.tabletId)) throw notFound();
	const theirs = and(
		eq(nods.tabletId, input.tabletId),
		eq(nods.personId, input.personId),
		gt(nods.askedAt, since(now))
	);
	await db.transaction(async (tx) => {
		const answered = input.nod
			? await tx.update(nods).set({ givenBy: actor.id, givenAt: now }).where(theirs).returning()
			: await tx.delete(nods).where(theirs).returning();
		if (answered.length === 0) throw new DomainError('nod_over', 409);
		const detail = { nod: input.nod, tablet: input.tabletId };
		await writeAudit(tx, actor, 'nod.give', { kind: 'person', id: input.personId, of: point }, now, detail);
	});
}

/** Uses a nod up; of any number of tries at once exactly one succeeds. Refuses where there is none (409). */
export async function useNod(db: Db, tablet: Tablet, personId: string, now: Date): Promise<void> {
	const [used] = await db
		.delete(nods)
		.where(
			and(
				eq(nods.tabletId, tablet.id),
				eq(nods.personId, personId),
				gt(nods.askedAt, since(now)),
				isNotNull(nods.givenAt)
			)
		)
		.returning();
	if (!used) throw new DomainError('nod_over', 409);
}

function since(now: Date): Date {
	return new Date(now.getTime() - GOOD_FOR);
}
