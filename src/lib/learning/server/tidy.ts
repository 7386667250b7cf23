import { and, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { OPEN_ATTEMPTS_KEPT_DAYS } from '#lib/server/retention.ts';
import { daysBefore } from '#lib/shared/dates.ts';
import { accommodations, appeals, attemptAnswers, attempts } from '#lib/learning/server/schema.ts';

/** Deletes what was granted to people who were erased since, and the words of their appeals. Returns of how many. */
export async function tidyErased(db: Db): Promise<number> {
	const erased = sql`(select id from people where erased_on is not null or merged_into in (select id from people where erased_on is not null))`;
	const granted = await db
		.delete(accommodations)
		.where(sql`${accommodations.personId} in ${erased}`)
		.returning({ id: accommodations.personId });
	const said = await db
		.update(appeals)
		.set({ text: null, reply: null })
		.where(sql`${appeals.personId} in ${erased} and (${appeals.text} is not null or ${appeals.reply} is not null)`)
		.returning({ id: appeals.id });
	return granted.length + said.length;
}

const ROWS_AT_ONCE = 1_000;

/**
 * Deletes attempts that were begun long ago and never handed in, with their answers, and returns how many. What was
 * handed in stands in the log and stays.
 */
export async function tidyAttempts(db: Db, now: Date): Promise<number> {
	for (let deleted = 0; ;) {
		const page = await db.transaction(async (tx) => {
			// Whoever hands one in at this moment holds its row: it is left alone.
			const stale = await tx
				.select({ id: attempts.id })
				.from(attempts)
				.where(and(isNull(attempts.submittedAt), lt(attempts.startedAt, daysBefore(now, OPEN_ATTEMPTS_KEPT_DAYS))))
				.limit(ROWS_AT_ONCE)
				.for('update', { skipLocked: true });
			const ids = stale.map(({ id }) => id);
			if (ids.length > 0) {
				await tx.delete(attemptAnswers).where(inArray(attemptAnswers.attemptId, ids));
				await tx.delete(attempts).where(inArray(attempts.id, ids));
			}
			return ids.length;
		});
		deleted += page;
		if (page < ROWS_AT_ONCE) return deleted;
	}
}
