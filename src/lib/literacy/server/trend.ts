import { sql, type SQL } from 'drizzle-orm';
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
	const part = placeLevel(place) === 'province' ? sql`root.ward_code` : sql`root.id::text`;
	const each = (of: (day: Day, n: number) => SQL) => sql.join(days.map(of), sql`, `);
	// A group's few rows are summed for all days in one pass by their index; only the sums are put together.
	const rows = await db.execute<{ code: string; attained: number[] }>(sql`
		with recursive ${await groupsWithin(db, [place], asOf)}
		select ${part} collate "C" code, jsonb_build_array(${each((_, n) => sql`coalesce(sum(${column(n)}), 0)::int`)}) attained
		from root join member m on m.root = root.id
		cross join lateral (
			select ${each((day, n) => sql`sum(t.attained) filter (where t.day <= ${day}::date) ${column(n)}`)}
			from group_tallies t where t.group_id = m.id and t.standard = ${standard.id} and t.day <= ${asOf}::date
				and t.age_from in (0, ${standard.ageFrom})
		) tally
		where exists (
			select 1 from population_counts p
			where p.group_id = root.id and p.as_of <= ${asOf}::date and p.age_from = ${standard.ageFrom}
		)
		group by 1`);
	return { days, attained: new Map(rows.map(({ code, attained }) => [code, attained])) };
}

/** The people attained by the n-th of the days. */
function column(n: number): SQL {
	return sql.raw(`by_${n}`);
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
