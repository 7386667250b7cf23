import { sql } from 'drizzle-orm';
import type { Counts } from '#lib/indicators/value.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { COUNTRY, placeLevel } from '#lib/territory/place.ts';

/**
 * How many of the officials who held a post on a day had attained a standard by then, by ward; a province's own offices
 * stand under its code. Whoever was never assessed is unknown.
 */
export async function countOfficials(db: Db, place: string, standard: string, asOf: Day): Promise<Map<string, Counts>> {
	const isWard = placeLevel(place) === 'ward';
	const within = isWard ? sql`g.ward_code = ${place}` : sql`g.province_code = ${place}`;
	const rows = await db.execute<{ code: string; all: number; attained: number; assessed: number }>(sql`
		with held as (
			select distinct coalesce(g.ward_code, g.province_code) code, coalesce(p.merged_into, p.id) person_id
			from agencies g join appointments a on a.agency_id = g.id join people p on p.id = a.person_id
			where ${place === COUNTRY ? sql`true` : within}
				and a."from" <= ${asOf}::date and (a."to" is null or a."to" > ${asOf}::date)
		)
		select h.code, count(*)::int "all",
			(count(*) filter (where s.attained_day <= ${asOf}::date))::int attained,
			(count(*) filter (where least(s.assessed_day, s.attained_day) <= ${asOf}::date))::int assessed
		from held h left join literacy_statuses s on s.person_id = h.person_id and s.standard = ${standard}
		group by h.code`);
	return new Map(
		rows.map(({ code, all, attained, assessed }) => [
			code,
			{
				...{ numerator: attained, denominator: all, unknown: all - assessed },
				...{ witnessed: null, asOf, source: null, doubt: null }
			}
		])
	);
}
