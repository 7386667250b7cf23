import { lt } from 'drizzle-orm';
import { exportLinks } from '#lib/exports/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { LINKS_KEPT_DAYS } from '#lib/server/retention.ts';
import { daysBefore } from '#lib/shared/dates.ts';

/** Deletes links to lists that ended long ago; that they were made and used stays in the audit. Returns how many. */
export async function tidyExports(db: Db, now: Date): Promise<number> {
	const old = lt(exportLinks.madeAt, daysBefore(now, LINKS_KEPT_DAYS));
	return (await db.delete(exportLinks).where(old).returning({ id: exportLinks.id })).length;
}
