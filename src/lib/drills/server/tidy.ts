import { and, inArray, isNull, lt } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { OPEN_ATTEMPTS_KEPT_DAYS } from '#lib/server/retention.ts';
import { daysBefore } from '#lib/shared/dates.ts';
import { drillAnswers, drills } from '#lib/drills/server/schema.ts';

/** Deletes drills that were begun long ago and never finished, with their answers, and returns how many. */
export async function tidyDrills(db: Db, now: Date): Promise<number> {
	return db.transaction(async (tx) => {
		// Whoever answers one at this moment holds its row: it is left alone.
		const stale = await tx
			.select({ id: drills.id })
			.from(drills)
			.where(and(isNull(drills.endedAt), lt(drills.startedAt, daysBefore(now, OPEN_ATTEMPTS_KEPT_DAYS))))
			.for('update', { skipLocked: true });
		const ids = stale.map(({ id }) => id);
		if (ids.length > 0) {
			await tx.delete(drillAnswers).where(inArray(drillAnswers.drillId, ids));
			await tx.delete(drills).where(inArray(drills.id, ids));
		}
		return ids.length;
	});
}
