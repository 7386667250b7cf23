import { sql } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

const MONTHS = 12;

export interface Trends {
	/** the ends of twelve months, then the day asked for */
	days: Day[];
	/** how many people had attained the standard on each of the days, by the part's code */
	attained: Map<string, number[]>;
}

/**
 * How the parts of a ward or province came to where they are: the people attained at the last twelve month ends and on
 * the day itself, over the groups that count in the figure of that day, so that the last number is the figure's own.
 */
export async function readTrends(db: Db, place: string, standard: Standard, asOf: Day): Promise<Trends> {
	const days = [...monthEndsBefore(asOf), asOf];
	const months = days.slice(1).map((day) => `${day.slice(0, 7)}-01`);
	const part = placeLevel(place) === 'province' ? sql`root.ward_code` : sql`root.id::text`;
	const rows = await db.execute<{ code: string; from: number; attained: number }>(sql`
		with recursive ${await groupsWithin(db, [place], asOf)}, month as materialized (
			select ${sql.param(months)}::text[]::date[] starts
		)
		select code, "from", sum(attained)::int attained from (
			select ${part} collate "C" code, width_bucket(t.day, month.starts) "from", t.attained
			from month cross join root join member m on m.root = root.id
			join group_tallies t on t.group_id = m.id and t.standard = ${standard.id} and t.day <= ${asOf}::date
				and t.age_from in (0, ${standard.ageFrom})
			where exists (
				select 1 from population_counts p
				where p.group_id = root.id and p.as_of <= ${asOf}::date and p.age_from = ${standard.ageFrom}
			)
		) change
		group by code, "from"`);

	const attained = new Map<string, number[]>();
	for (const { code, from, attained: more } of rows) {
		const known = attained.get(code) ?? days.map(() => 0);
		attained.set(
			code,
			known.map((people, n) => (n >= from ? people + more : people))
		);
	}
	return { days, attained };
}

/** The last days of the twelve months before a day's own, oldest first. */
export function monthEndsBefore(day: Day): Day[] {
	const ends: Day[] = [];
	for (
		let end = addDays(`${day.slice(0, 7)}-01`, -1);
		ends.length < MONTHS;
		end = addDays(`${end.slice(0, 7)}-01`, -1)
	) {
		ends.unshift(end);
	}
	return ends;
}
