import { and, eq, inArray } from 'drizzle-orm';
import type { Target } from '#lib/indicators/pace.ts';
import { targets } from '#lib/indicators/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';

/** What some places have promised for an indicator, at any time; `targetOf` tells which of it binds a place on a day. */
export async function listTargets(db: Db, indicator: string, places: readonly string[]): Promise<Target[]> {
	const { place, value, startsOn, dueOn, issuer } = targets;
	return db
		.select({ place, value, startsOn, dueOn, issuer })
		.from(targets)
		.where(and(eq(targets.indicator, indicator), inArray(targets.place, [...places])));
}
