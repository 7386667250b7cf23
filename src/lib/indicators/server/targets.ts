import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Target } from '#lib/indicators/pace.ts';
import { targets } from '#lib/indicators/server/schema.ts';
import { namesOf } from '#lib/people/server/names.ts';
import type { Db } from '#lib/server/db/connect.ts';

const { id, place, indicator, value, startsOn, dueOn, issuer, source, fromAbove, setAt, setBy, replacedBy } = targets;
const promised = { place, value, startsOn, dueOn, issuer };

/** What some places have promised for an indicator; `targetOf` tells which of it binds a place on a day. */
export async function listTargets(db: Db, indicatorId: string, places: readonly string[]): Promise<Target[]> {
	return db
		.select(promised)
		.from(targets)
		.where(and(eq(indicator, indicatorId), inArray(place, [...places]), isNull(replacedBy)));
}

/** What some places have promised, by indicator. */
export async function listAllTargets(db: Db, places: readonly string[]): Promise<Map<string, Target[]>> {
	const rows = await db
		.select({ ...promised, indicator })
		.from(targets)
		.where(and(inArray(place, [...places]), isNull(replacedBy)));
	return Map.groupBy(rows, (row) => row.indicator);
}

export interface SetTarget extends Target {
	id: string;
	source: string;
	fromAbove: boolean;
	/** her name, or the system's word; null once she is erased */
	setBy: string | null;
	setAt: Date;
	/** another one stands in its stead */
	replaced: boolean;
}

/** Everything that a place itself has ever promised for an indicator, what is in force first. The caller asks for permission. */
export async function listSetTargets(db: Db, indicatorId: string, code: string): Promise<SetTarget[]> {
	const rows = await db
		.select({
			...{ ...promised, id, source, fromAbove, setAt, setBy },
			replaced: sql<boolean>`${replacedBy} is not null`
		})
		.from(targets)
		.where(and(eq(indicator, indicatorId), eq(place, code)))
		.orderBy(sql`${replacedBy} is not null`, asc(dueOn), desc(setAt), desc(id))
		.limit(100);
	const names = await namesOf(
		db,
		rows.map((row) => row.setBy)
	);
	return rows.map((row) => ({ ...row, setBy: names.get(row.setBy) ?? null }));
}
