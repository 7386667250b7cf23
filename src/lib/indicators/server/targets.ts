import { and, asc, eq, gte, inArray, lte } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import type { Target } from '#lib/indicators/pace.ts';
import { targets } from '#lib/indicators/server/schema.ts';

/**
 * The target in force on a day for a place, or for the nearest place above it that has one. `chain` goes from the
 * place itself up to `vn`. Of several, the one that is due first.
 */
export async function findTarget(db: Db, indicator: string, chain: readonly string[], on: Day): Promise<Target | null> {
	const rows = await db
		.select()
		.from(targets)
		.where(
			and(
				eq(targets.indicator, indicator),
				inArray(targets.place, [...chain]),
				lte(targets.startsOn, on),
				gte(targets.dueOn, on)
			)
		)
		.orderBy(asc(targets.dueOn));
	for (const place of chain) {
		const found = rows.find((row) => row.place === place);
		if (found) return found;
	}
	return null;
}
