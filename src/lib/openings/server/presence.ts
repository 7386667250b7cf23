import { eq } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { endSession, findSession, startSession, type Session } from '#lib/sign-in/server/sessions.ts';
import { endSessionsOn } from '#lib/sign-in/server/tablet-sessions.ts';
import type { Method } from '#lib/sign-in/session-length.ts';
import { endHelpOf } from '#lib/openings/server/help.ts';
import { arrivals, nods } from '#lib/openings/server/schema.ts';
import { findTablet, type Tablet } from '#lib/openings/server/tablet.ts';

/** What a device's cookies say. */
export interface Tokens {
	tablet: string | undefined;
	session: string | undefined;
}

/**
 * Which tablet a request comes from and who is signed in on it. A session that began on a tablet is good there alone and
 * while the tablet is one; one that began elsewhere is not good on a tablet. `seen` false only looks.
 */
export async function findPresence(
	db: Db,
	tokens: Tokens,
	now: Date,
	{ demandsSecondFactor = true, seen = true } = {}
): Promise<{ tablet: Tablet | null; session: Session | null }> {
	const tablet = tokens.tablet ? await findTablet(db, tokens.tablet, now) : null;
	const session = tokens.session ? await findSession(db, tokens.session, now, demandsSecondFactor, seen) : null;
	const isHere = session !== null && session.signIn.tabletId === (tablet?.id ?? null);
	return { tablet, session: isHere ? session : null };
}

/**
 * Signs somebody in on a shared tablet, whose secret or whose trainer's nod has just been found right: whoever was
 * signed in there before is no longer, and she stands on today's list. Returns the token for her cookie.
 */
export async function enterTablet(
	db: Db,
	tablet: Tablet,
	personId: string,
	method: Method,
	now: Date
): Promise<string> {
	return db.transaction(async (tx) => {
		await endHelpOf(tx, await endSessionsOn(tx, [tablet.id]), now);
		await tx.delete(nods).where(eq(nods.tabletId, tablet.id));
		await tx.insert(arrivals).values({ openingId: tablet.openingId, personId, at: now }).onConflictDoNothing();
		return (await startSession(tx, personId, method, now, null, tablet.id)).token;
	});
}

/** Somebody leaves, wherever she is: her session ends, and with it whatever help was switched on in it. */
export async function leave(db: Db, signInId: string, now: Date): Promise<void> {
	await endSession(db, signInId);
	await endHelpOf(db, [signInId], now);
}
