import { lt } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { REQUESTS_KEPT_MONTHS } from '#lib/server/retention.ts';
import { monthsBefore } from '#lib/shared/dates.ts';
import { dataRequests } from '#lib/people/server/schema.ts';

/** Deletes requests about one's own data that were answered long ago, and returns how many. */
export async function tidyRequests(db: Db, now: Date): Promise<number> {
	const old = await db
		.delete(dataRequests)
		.where(lt(dataRequests.answeredAt, monthsBefore(now, REQUESTS_KEPT_MONTHS)))
		.returning({ id: dataRequests.id });
	return old.length;
}
