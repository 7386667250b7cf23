import { and, desc, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, placesFor } from '#lib/access/permissions.ts';
import type { DrillItem, DrillKind } from '#lib/curriculum/drill.ts';
import { realLookingIn } from '#lib/curriculum/real-looking.ts';
import { readDrillItems, storeDrillItem } from '#lib/curriculum/server/versions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import type { LocalScamState } from '#lib/drills/local-scam.ts';
import { localScams } from '#lib/drills/server/schema.ts';

export type LocalScam = typeof localScams.$inferSelect;

export interface NewLocalScam {
	/** made where the form was shown */
	id: string;
	wardCode: string;
	kind: DrillKind;
	cameFrom: string;
	text: string;
	rightChoice: string;
	wrongChoice: string;
	explain: string;
}

/** At most so many are drawn from, the newest: what goes round now. */
const MOST_DRAWN = 12;

/**
 * Proposes a fraud for a ward's drills; it is drawn once a second person has approved it. Sent again, it is the same
 * one. Refuses (422) what holds a number, a code or an address that could be real.
 */
export async function proposeScam(db: Db, actor: Actor, input: NewLocalScam, now: Date): Promise<void> {
	const place = await ofWard(db, input.wardCode, now);
	allow(actor, 'local_scam.propose', place);
	const { cameFrom, text, rightChoice, wrongChoice, explain } = input;
	for (const written of [cameFrom, text, rightChoice, wrongChoice, explain]) {
		const found = realLookingIn(written);
		if (found) throw new DomainError(`real_looking_${found.what}`, 422, { written: found.written.slice(0, 40) });
	}
	await db.transaction(async (tx) => {
		const row = { ...input, state: 'proposed', proposedBy: actor.id, proposedAt: now };
		const made = await tx.insert(localScams).values(row).onConflictDoNothing().returning({ id: localScams.id });
		if (made.length === 0) return;
		const object = { kind: 'local_scam', id: input.id, of: place };
		await writeAudit(tx, actor, 'local_scam.propose', object, now, { kind: input.kind });
	});
}

/** A second person's yes: from now on it is drawn, word for word as it stands. Refuses whoever proposed it (403). */
export async function approveScam(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
	await decideScam(db, actor, 'local_scam.approve', id, 'approved', now);
}

/** Nobody draws it any more, or ever will. Drills that hold it already go on. */
export async function withdrawScam(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
	await decideScam(db, actor, 'local_scam.withdraw', id, 'withdrawn', now);
}

async function decideScam(
	db: Db,
	actor: Actor,
	verb: 'local_scam.approve' | 'local_scam.withdraw',
	id: string,
	state: LocalScamState,
	now: Date
): Promise<void> {
	await db.transaction(async (tx) => {
		const [scam] = isId(id) ? await tx.select().from(localScams).where(eq(localScams.id, id)).for('update') : [];
		if (!scam) throw notFound();
		const of = await ofWard(tx, scam.wardCode, now);
		if (!may(actor, 'local_scam.read', of)) throw notFound();
		allow(actor, verb, of);
		if (scam.state === state) return;
		if (scam.state === 'withdrawn') throw new DomainError('local_scam_withdrawn', 409);
		if (state === 'approved' && scam.proposedBy === actor.id) throw new DomainError('local_scam_own', 403);
		const hash = state === 'approved' ? (await storeDrillItem(tx, itemOf(scam), now)).hash : scam.hash;
		const decided = { state, hash, decidedBy: actor.id, decidedAt: now };
		await tx.update(localScams).set(decided).where(eq(localScams.id, id));
		await writeAudit(tx, actor, verb, { kind: 'local_scam', id, of }, now);
	});
}

/** One that the actor may read; any other reads as not found. */
export async function readScam(db: Db, actor: Actor, id: string, now: Date): Promise<LocalScam> {
	const [scam] = isId(id) ? await db.select().from(localScams).where(eq(localScams.id, id)) : [];
	if (!scam || !may(actor, 'local_scam.read', await ofWard(db, scam.wardCode, now))) throw notFound();
	return scam;
}

/** Those of the wards that the actor may read, the newest first. */
export async function listScams(db: Db, actor: Actor): Promise<LocalScam[]> {
	const places = placesFor(actor, 'local_scam.read');
	const codes = sql`${sql.param(places)}::text[]`;
	return db
		.select()
		.from(localScams)
		.where(
			sql`${places.includes(COUNTRY)} or ${localScams.wardCode} = any(${codes})
				or ${localScams.wardCode} in (select code from wards where province_code = any(${codes}))`
		)
		.orderBy(desc(localScams.proposedAt), desc(localScams.id))
		.limit(200);
}

/** What a ward's drills are drawn from beside the library: approved and not withdrawn. */
export async function listDrawnScams(db: Db, wardCode: string): Promise<DrillItem[]> {
	const rows = await db
		.select({ hash: localScams.hash })
		.from(localScams)
		.where(and(eq(localScams.wardCode, wardCode), eq(localScams.state, 'approved')))
		.orderBy(desc(localScams.decidedAt), desc(localScams.id))
		.limit(MOST_DRAWN);
	const items = await readDrillItems(
		db,
		rows.flatMap(({ hash }) => hash ?? [])
	);
	return [...items.values()];
}

function itemOf(scam: LocalScam): Omit<DrillItem, 'hash'> {
	return {
		id: `local/${scam.id}`,
		kind: scam.kind as DrillKind,
		genuine: false,
		situation: null,
		variants: [{ from: scam.cameFrom, text: scam.text }],
		choices: [
			{ text: scam.rightChoice, right: true },
			{ text: scam.wrongChoice, right: false }
		],
		explain: scam.explain,
		lesson: null
	};
}

async function ofWard(db: Db, wardCode: string, now: Date): Promise<{ wardCode: string; provinceCode: string }> {
	const { provinceCode } = await readPlace(db, wardCode, dayOf(now));
	return { wardCode, provinceCode: provinceCode ?? '' };
}
