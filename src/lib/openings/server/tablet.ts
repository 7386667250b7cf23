import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { readCard } from '#lib/sign-in/card-code.ts';
import { endSessionsOn } from '#lib/sign-in/server/tablet-sessions.ts';
import { throttled, type Origin } from '#lib/sign-in/server/throttle.ts';
import { fingerprint, newToken } from '#lib/sign-in/server/tokens.ts';
import { endHelpOf } from '#lib/openings/server/help.ts';
import { readOpening } from '#lib/openings/server/opening.ts';
import { openings, tablets } from '#lib/openings/server/schema.ts';

/** The shared tablet that a request comes from, while its opening is live. */
export interface Tablet {
	id: string;
	number: number;
	openingId: string;
	learningPointId: string;
	wardCode: string;
}

const MOST = 200;

/** The live opening that a code joins, for saying which before joining. Throws join_unknown (404), too_many_tries (429). */
export async function readInvitation(
	db: Db,
	code: string,
	origin: Origin,
	now: Date
): Promise<{ openingId: string; learningPointId: string }> {
	return throttled(db, { way: 'join', origin }, async () => {
		const shown = readCard(code);
		const [opening] =
			shown?.kind === 'code'
				? await db
						.select({ openingId: openings.id, learningPointId: openings.learningPointId })
						.from(openings)
						.where(and(eq(openings.code, shown.text), isNull(openings.closedAt), gt(openings.endsAt, now)))
				: [];
		if (!opening) throw new DomainError('join_unknown', 404);
		return opening;
	});
}

/**
 * Makes this device a tablet of an opening, with the lowest free number, and returns the token for its cookie, of which
 * only the hash is kept. A device that is one already stays what it is (null). `db` must not be a transaction that a
 * refusal rolls back.
 */
export async function joinOpening(
	db: Db,
	code: string,
	origin: Origin,
	already: Tablet | null,
	now: Date
): Promise<{ token: string; tabletId: string } | null> {
	const { openingId } = await readInvitation(db, code, origin, now);
	if (already?.openingId === openingId) return null;
	return db.transaction(async (tx) => {
		// Two tablets at once must not become the same number.
		await tx.select({ id: openings.id }).from(openings).where(eq(openings.id, openingId)).for('update');
		const taken = await listTablets(tx, openingId);
		if (taken.length >= MOST) throw new DomainError('opening_full', 409);
		const number = lowestFree(taken.map((tablet) => tablet.number));
		const [tabletId, token] = [newId(now), newToken(32)];
		await tx.insert(tablets).values({ id: tabletId, openingId, number, secretHash: fingerprint(token), joinedAt: now });
		return { token, tabletId };
	});
}

/** The tablet of a cookie's token, or null if it was put out, its opening is over, or it never was one. */
export async function findTablet(db: Db, token: string, now: Date): Promise<Tablet | null> {
	const [tablet] = await db
		.select({
			id: tablets.id,
			number: tablets.number,
			openingId: openings.id,
			learningPointId: openings.learningPointId,
			wardCode: openings.wardCode
		})
		.from(tablets)
		.innerJoin(openings, eq(openings.id, tablets.openingId))
		.where(
			and(
				eq(tablets.secretHash, fingerprint(token)),
				isNull(tablets.putOutAt),
				isNull(openings.closedAt),
				gt(openings.endsAt, now)
			)
		);
	return tablet ?? null;
}

/** The tablets of an opening that have not been put out, by number. */
export async function listTablets(db: Db, openingId: string): Promise<{ id: string; number: number }[]> {
	return db
		.select({ id: tablets.id, number: tablets.number })
		.from(tablets)
		.where(and(eq(tablets.openingId, openingId), isNull(tablets.putOutAt)))
		.orderBy(asc(tablets.number));
}

/** A tablet is no longer one of the opening, and whoever is signed in on it is signed out. Repeating it changes nothing. */
export async function putOutTablet(
	db: Db,
	actor: Actor,
	openingId: string,
	tabletId: string,
	now: Date
): Promise<void> {
	const { point } = await readOpening(db, actor, openingId, now);
	allow(actor, 'opening.run', point);
	if (!isId(tabletId)) throw notFound();
	await db.transaction(async (tx) => {
		const [tablet] = await tx
			.select()
			.from(tablets)
			.where(and(eq(tablets.id, tabletId), eq(tablets.openingId, openingId)))
			.for('update');
		if (!tablet) throw notFound();
		if (tablet.putOutAt) return;
		await tx.update(tablets).set({ putOutAt: now }).where(eq(tablets.id, tabletId));
		await endHelpOf(tx, await endSessionsOn(tx, [tabletId]), now);
		await writeAudit(tx, actor, 'opening.run', { kind: 'tablet', id: tabletId, of: point }, now, { what: 'put_out' });
	});
}

function lowestFree(taken: readonly number[]): number {
	let number = 1;
	while (taken.includes(number)) number += 1;
	return number;
}
