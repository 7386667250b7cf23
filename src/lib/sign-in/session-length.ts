const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How a session was begun. */
export type Method = 'pictures' | 'nod' | 'password' | 'link' | 'provider';

/** The ways in that begin with a learner's card: they end with it and carry no role. */
export const BY_CARD: readonly Method[] = ['pictures', 'nod'];

/**
 * How long nobody has to touch a shared tablet before its session ends. A tablet's script tells the server of a touch
 * 20 seconds after it at the latest, so that in all it is less than five minutes.
 */
export const TABLET_IDLE = 275 * SECOND;

/** How long the password stays good for the second step. */
export const HALF_WAY = 10 * MINUTE;

/** A look at a page moves a session's end, but the row is written no more often than this. */
export const TOUCH_EVERY = MINUTE;

/**
 * When a session ends if nobody uses it: a learner's 30 days after she was last seen, a member of staff's 12 hours
 * after, and 7 days after it began in any case; on a shared tablet anybody's a few minutes after, and 12 hours after it
 * began in any case.
 */
export function sessionEnd(startedAt: Date, lastSeenAt: Date, kind: 'own' | 'staff' | 'tablet'): Date {
	if (kind === 'tablet') return new Date(Math.min(lastSeenAt.getTime() + TABLET_IDLE, startedAt.getTime() + 12 * HOUR));
	if (kind === 'own') return new Date(lastSeenAt.getTime() + 30 * DAY);
	return new Date(Math.min(lastSeenAt.getTime() + 12 * HOUR, startedAt.getTime() + 7 * DAY));
}
