import { sql } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import type { Indicator } from '#lib/indicators/indicator.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { yearOf, type Day } from '#lib/shared/dates.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

export type MeansWay = Extract<Indicator['way'], 'smartphone' | 'vneid_2' | 'payment_account' | 'four_elements'>;

/** The bits of somebody who has all four, and those of which one is set where something is missing. */
const ALL_FOUR = sql.raw('85');
const ANY_MISSING = sql.raw('170');

export interface KnownMeans {
	/** adults noted to have it */
	yes: number;
	/** adults of whom it is known whether or not */
	known: number;
}

/**
 * What is known of the adults of confirmed residence in the groups with a valid declaration, by ward: the very groups
 * over whose adults it is divided. Of two words the later holds. All four elements are known where one is missing or all
 * are there.
 */
export async function countMeans(
	db: Db,
	place: string,
	standard: Pick<Standard, 'id' | 'ageFrom'>,
	asOf: Day
): Promise<Map<string, Record<MeansWay, KnownMeans>>> {
	const day = sql`${asOf}::date`;
	const word = sql`d.as_of <= ${day} and d.kind in ('smartphone', 'vneid_2', 'payment_account')`;
	// Two bits a kind (yes 1, no 2): each record has one word a kind, so that their sum tells all three in one pass.
	const bits = sql`case d.kind when 'smartphone' then 1 when 'vneid_2' then 4 else 16 end
		* case d.state when 'yes' then 1 when 'no' then 2 else 0 end`;
	const rows = await db.execute<{ ward: string } & Record<`${MeansWay}_yes` | `${MeansWay}_known`, number>>(sql`
		with recursive ${await groupsWithin(db, [place], asOf)}, lives as not materialized (
			select p.id, root.ward_code ward
			from root join member m on m.root = root.id
			join residences r on r.group_id = m.id and r.confirmed_on <= ${day}
				and r."from" <= ${day} and (r."to" is null or r."to" > ${day})
			join people p on p.id = r.person_id and p.merged_into is null
				and (p.died_on is null or p.died_on > ${day}) and p.birth_year <= ${yearOf(asOf) - standard.ageFrom}
			where root.id in (
				select c.group_id from population_counts c where c.as_of <= ${day} and c.age_from = ${standard.ageFrom})
		), tied as materialized (
			select x.id, x.merged_into person from people x where x.merged_into is not null
			union select x.merged_into, x.merged_into from people x where x.merged_into is not null
		), asked as (
			select l.id, l.ward, sum(${bits}) bits
			from lives l join digital_means d on d.person_id = l.id and ${word}
			where l.id not in (select person from tied) group by l.id, l.ward
			union all
			select l.id, l.ward, sum(${bits})
			from lives l cross join lateral (
				select distinct on (d.kind) d.kind, d.state
				from tied t join digital_means d on d.person_id = t.id and ${word}
				where t.person = l.id order by d.kind, d.as_of desc, d.state collate "C" desc
			) d
			where l.id in (select person from tied) group by l.id, l.ward
		), person as (
			select a.ward, a.bits & 3 smartphone, a.bits >> 2 & 3 vneid_2, a.bits >> 4 & 3 payment_account,
				a.bits | case when s.attained_day <= ${day} then 64 when s.assessed_day <= ${day} then 128 else 0 end four
			from asked a left join literacy_statuses s on s.person_id = a.id and s.standard = ${standard.id}
		)
		select ward,
			${counted('smartphone')}, ${counted('vneid_2')}, ${counted('payment_account')},
			(count(*) filter (where four = ${ALL_FOUR}))::int four_elements_yes,
			(count(*) filter (where four = ${ALL_FOUR} or four & ${ANY_MISSING} <> 0))::int four_elements_known
		from person group by ward`);
	const of = (row: (typeof rows)[number], way: MeansWay) => ({ yes: row[`${way}_yes`], known: row[`${way}_known`] });
	return new Map(
		rows.map((row) => [
			row.ward,
			{
				smartphone: of(row, 'smartphone'),
				vneid_2: of(row, 'vneid_2'),
				payment_account: of(row, 'payment_account'),
				four_elements: of(row, 'four_elements')
			}
		])
	);
}

function counted(way: MeansWay) {
	const column = sql.identifier(way);
	return sql`(count(*) filter (where ${column} = 1))::int ${sql.identifier(`${way}_yes`)},
		(count(*) filter (where ${column} > 0))::int ${sql.identifier(`${way}_known`)}`;
}
