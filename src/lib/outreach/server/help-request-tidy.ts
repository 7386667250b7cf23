import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { HELP_KEPT_DAYS } from '#lib/server/retention.ts';
import { daysBefore } from '#lib/shared/dates.ts';

/**
 * Forgets what was written down about help that was given long ago, or about somebody who was erased; that help was
 * asked for stays. Returns of how many requests; repeating it forgets nothing more.
 */
export async function tidyHelpRequests(db: Db, now: Date): Promise<number> {
	const emptied = await db.execute(sql`
		update help_requests r set name = null, note = null
		where (r.name is not null or r.note is not null) and (
			r.done_at < ${daysBefore(now, HELP_KEPT_DAYS).toISOString()}::timestamptz
			or exists (select 1 from people p where p.id = r.person_id and p.erased_on is not null))
		returning r.id`);
	return emptied.length;
}
