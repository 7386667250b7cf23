import { and, asc, isNull, lt } from 'drizzle-orm';
import { clock } from '#lib/access/actor.ts';
import { GRACE_SECONDS } from '#lib/learning/deadline.ts';
import { attempts } from '#lib/learning/server/schema.ts';
import { closeAttempt } from '#lib/learning/server/submit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { record } from '#lib/ledger/server/record.ts';

const AT_ONCE = 500;

/**
 * Closes every test whose time is up with the answers saved until its deadline, and returns how many were found. Run
 * again, or by several at once, it makes nothing twice: the event's id and moment were fixed when the test began.
 */
export async function closeExpired(db: Db, now: Date): Promise<number> {
	const since = new Date(now.getTime() - GRACE_SECONDS * 1000);
	for (let closed = 0; ;) {
		const expired = await db
			.select({ attemptId: attempts.id, personId: attempts.personId })
			.from(attempts)
			.where(and(isNull(attempts.submittedAt), lt(attempts.deadlineAt, since)))
			.orderBy(asc(attempts.deadlineAt))
			.limit(AT_ONCE);
		for (const one of expired) await record(db, clock, closeAttempt, one, now);
		closed += expired.length;
		if (expired.length < AT_ONCE) return closed;
	}
}

/** Closes one test whose time is up, at the moment at which somebody comes back to it. */
export async function closeOverdue(db: Db, attempt: { id: string; personId: string }, now: Date): Promise<void> {
	await record(db, clock, closeAttempt, { attemptId: attempt.id, personId: attempt.personId }, now);
}
