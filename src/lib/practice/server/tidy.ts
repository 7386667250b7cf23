import { and, isNull, lt } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { OPEN_ATTEMPTS_KEPT_DAYS } from '#lib/server/retention.ts';
import { daysBefore } from '#lib/shared/dates.ts';
import { practiceRuns } from '#lib/practice/server/schema.ts';

/** Deletes runs that were begun long ago and never ended, and returns how many. What ended stands in the log and stays. */
export async function tidyRuns(db: Db, now: Date): Promise<number> {
	const stale = and(isNull(practiceRuns.endedAt), lt(practiceRuns.startedAt, daysBefore(now, OPEN_ATTEMPTS_KEPT_DAYS)));
	const gone = await db.delete(practiceRuns).where(stale).returning({ id: practiceRuns.id });
	return gone.length;
}
