const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How a session was begun. */
export type Method = 'pictures' | 'password' | 'link' | 'provider';

/** How long the password stays good for the second step. */
export const HALF_WAY = 10 * MINUTE;

/** A look at a page moves a session's end, but the row is written no more often than this. */
export const TOUCH_EVERY = MINUTE;

/**
 * When a session ends if nobody uses it: a learner's 30 days after she was last seen, a member of staff's 12 hours
 * after, and 7 days after it began in any case.
 */
export function sessionEnd(startedAt: Date, lastSeenAt: Date, staff: boolean): Date {
	if (!staff) return new Date(lastSeenAt.getTime() + 30 * DAY);
	return new Date(Math.min(lastSeenAt.getTime() + 12 * HOUR, startedAt.getTime() + 7 * DAY));
}
