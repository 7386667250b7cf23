import { eq } from 'drizzle-orm';
import type { PersonActor } from '#lib/access/actor.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { signIns } from '#lib/sign-in/server/schema.ts';
import { BY_CARD, type Method } from '#lib/sign-in/session-length.ts';

/** Who wants to change how she signs in must have signed in within so many minutes: nobody else may sit there since. */
export const FRESH_MINUTES = 30;

/**
 * Refuses (`sign_in_again`, 403) unless this session was begun just now, by more than a card and on no shared tablet: whoever found a card
 * must not make herself a password with it.
 */
export async function requireFreshSession(db: Db, who: PersonActor, now: Date): Promise<void> {
	const session = await findSessionRow(db, who);
	const isFresh = session !== null && now.getTime() - session.createdAt.getTime() < FRESH_MINUTES * 60_000;
	if (!isFresh || session.tabletId !== null || BY_CARD.includes(session.method as Method))
		throw new DomainError('sign_in_again', 403, { minutes: FRESH_MINUTES });
}

export async function findSessionRow(db: Db, { signInId }: PersonActor): Promise<typeof signIns.$inferSelect | null> {
	const [row] = await db.select().from(signIns).where(eq(signIns.id, signInId));
	return row ?? null;
}
