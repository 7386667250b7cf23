import { and, inArray, lt, ne, sql } from 'drizzle-orm';
import { arrivals, helpIntervals, nods, openings, tablets } from '#lib/openings/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { EVENINGS_KEPT_DAYS } from '#lib/server/retention.ts';
import { daysBefore } from '#lib/shared/dates.ts';

/**
 * Deletes who came to evenings long past, on which tablets, and who helped whom: results carry their help themselves.
 * That there was an evening stays. Returns how many evenings it emptied; repeating it empties none.
 */
export async function tidyEvenings(db: Db, now: Date): Promise<number> {
	return db.transaction(async (tx) => {
		const kept = sql`${openings.id}::text`;
		const long = lt(openings.endsAt, daysBefore(now, EVENINGS_KEPT_DAYS));
		// Its code goes too: with the id in its place, an emptied evening is not looked at again.
		const emptied = await tx
			.update(openings)
			.set({ code: kept })
			.where(and(long, ne(openings.code, kept)))
			.returning({ id: openings.id });
		const past = emptied.map(({ id }) => id);
		if (past.length === 0) return 0;
		const theirs = tx.select({ id: tablets.id }).from(tablets).where(inArray(tablets.openingId, past));
		await tx.delete(nods).where(inArray(nods.tabletId, theirs));
		await tx.delete(helpIntervals).where(inArray(helpIntervals.openingId, past));
		await tx.delete(arrivals).where(inArray(arrivals.openingId, past));
		await tx.delete(tablets).where(inArray(tablets.openingId, past));
		return past.length;
	});
}
