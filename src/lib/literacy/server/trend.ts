import { sql, type SQL } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import { byAgeRule } from '#lib/literacy/server/figure-rows.ts';
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
	const [first, ...later] = monthEndsBefore(asOf);
	const days = [first, ...later, asOf];
	const part = placeLevel(place) === 'province' ? sql`root.ward_code` : sql`root.id::text`;
	const each = (of: (day: Day, n: number) => SQL) => sql.join([...later, asOf].map(of), sql`, `);
	const ofGroup = sql`group_id = m.id and standard = ${standard.id} and ${byAgeRule(standard)}`;
	// Each group's rows are read once by their index: the years before as one sum, this one for all its days in one pass.
	// Only the sums are put together.
	const rows = await db.execute<{ code: string; before: number; since: number[] }>(sql`
		with recursive ${await groupsWithin(db, [place], asOf)}
		select ${part} collate "C" code, coalesce(sum(before.attained), 0)::int before,
			jsonb_build_array(${each((_, n) => sql`coalesce(sum(${column(n)}), 0)::int`)}) since
		from root join member m on m.root = root.id
		cross join lateral (
			select sum(attained) attained from group_tallies where ${ofGroup} and day <= ${first}::date
		) before
		cross join lateral (
			select ${each((day, n) => sql`sum(attained) filter (where day <= ${day}::date) ${column(n)}`)}
			from group_tallies where ${ofGroup} and day > ${first}::date and day <= ${asOf}::date
		) since
		where exists (
			select 1 from population_counts p
			where p.group_id = root.id and p.as_of <= ${asOf}::date and p.age_from = ${standard.ageFrom}
		)
		group by 1`);
	return {
		days,
		attained: new Map(rows.map(({ code, before, since }) => [code, [before, ...since.map((sum) => before + sum)]]))
	};
}

/** The people attained since the first of the days, up to the n-th after it. */
function column(n: number): SQL {
	return sql.raw(`by_${n}`);
}

/** The last days of the twelve months before a day's own, oldest first. */
export function monthEndsBefore(day: Day): [Day, ...Day[]] {
	const last = addDays(`${day.slice(0, 7)}-01`, -1);
	const ends: [Day, ...Day[]] = [last];
	while (ends.length < MONTHS) ends.unshift(addDays(`${ends[0].slice(0, 7)}-01`, -1));
	return ends;
}
