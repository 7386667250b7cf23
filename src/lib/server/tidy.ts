import { lt, sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { AUDIT_KEPT_MONTHS } from '#lib/server/retention.ts';
import { rateLimits } from '#lib/server/schema.ts';
import { monthsBefore } from '#lib/shared/dates.ts';

/** Deletes counts of wrong tries whose window is over. Returns how many. */
export async function tidyRateLimits(db: Db, now: Date): Promise<number> {
	const over = await db.delete(rateLimits).where(lt(rateLimits.expire, now)).returning({ key: rateLimits.key });
	return over.length;
}

/**
 * Deletes the audit's entries that were chained longer ago than they are kept; their links stay, so that the chain
 * still holds. Only the owner of the tables can. Returns how many.
 */
export async function tidyAudit(owner: Db, now: Date): Promise<number> {
	const before = monthsBefore(now, AUDIT_KEPT_MONTHS).toISOString();
	const old = await owner.execute(sql`
		delete from audit_entries e using audit_chain c
		where c.entry_id = e.id and c.chained_at < ${before}::timestamptz returning e.id`);
	return old.length;
}
