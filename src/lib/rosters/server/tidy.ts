import { lt } from 'drizzle-orm';
import { rosters } from '#lib/rosters/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { ROSTERS_KEPT_DAYS } from '#lib/server/retention.ts';
import { daysBefore } from '#lib/shared/dates.ts';

/** Deletes files that were sent long ago, with all their rows, and returns how many. */
export async function tidyRosters(db: Db, now: Date): Promise<number> {
	const old = await db
		.delete(rosters)
		.where(lt(rosters.sentAt, daysBefore(now, ROSTERS_KEPT_DAYS)))
		.returning({ id: rosters.id });
	return old.length;
}
