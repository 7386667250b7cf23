import { and, eq, sql } from 'drizzle-orm';
import { namesOf } from '#lib/people/server/names.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { sortKey } from '#lib/shared/names.ts';
import { compareNames } from '#lib/territory/place.ts';
import { arrivals, openings } from '#lib/openings/server/schema.ts';

/** Today's list: whoever has signed in on a tablet of this opening, by everyday name. Who was erased is not on it. */
export async function listToday(db: Db, openingId: string): Promise<{ personId: string; name: string }[]> {
	const rows = await db.select({ personId: arrivals.personId }).from(arrivals).where(eq(arrivals.openingId, openingId));
	const names = await namesOf(
		db,
		rows.map(({ personId }) => personId)
	);
	return rows
		.flatMap(({ personId }) => {
			const name = names.get(personId);
			return name === undefined ? [] : [{ personId, name }];
		})
		.sort((a, b) => compareNames(sortKey(a.name), sortKey(b.name)));
}

/** Who signed in on a tablet at a learning point on a day, once each; nobody is known any more ninety days later. */
export async function listArrivedOn(db: Db, learningPointId: string, day: Day): Promise<string[]> {
	const rows = await db
		.selectDistinct({ personId: arrivals.personId })
		.from(arrivals)
		.innerJoin(openings, eq(openings.id, arrivals.openingId))
		.where(
			and(
				eq(openings.learningPointId, learningPointId),
				sql`(${arrivals.at} at time zone 'Asia/Ho_Chi_Minh')::date = ${day}::date`
			)
		);
	return rows.map(({ personId }) => personId);
}

/** Whether somebody stands on today's list. */
export async function wasHereToday(db: Db, openingId: string, personId: string): Promise<boolean> {
	if (!isId(personId)) return false;
	const [row] = await db
		.select({ personId: arrivals.personId })
		.from(arrivals)
		.where(and(eq(arrivals.openingId, openingId), eq(arrivals.personId, personId)));
	return row !== undefined;
}
