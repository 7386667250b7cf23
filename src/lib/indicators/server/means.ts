import { sql } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import type { Indicator } from '#lib/indicators/indicator.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { yearOf, type Day } from '#lib/shared/dates.ts';
import { memberGroups } from '#lib/territory/server/within.ts';

export type MeansWay = Extract<Indicator['way'], 'smartphone' | 'vneid_2' | 'payment_account' | 'four_elements'>;

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
	const has = (kind: string) => sql`max(l.state) filter (where l.kind = ${kind})`;
	const rows = await db.execute<{ ward: string } & Record<`${MeansWay}_yes` | `${MeansWay}_known`, number>>(sql`
		with recursive ${memberGroups([place], asOf)}, resident as (
			select distinct r.person_id, root.ward_code ward
			from root join member m on m.root = root.id
			join residences r on r.group_id = m.id and r.confirmed_on <= ${day}
				and r."from" <= ${day} and (r."to" is null or r."to" > ${day})
			join people p on p.id = r.person_id and p.merged_into is null
				and (p.died_on is null or p.died_on > ${day}) and p.birth_year <= ${yearOf(asOf) - standard.ageFrom}
			where exists (
				select 1 from population_counts c
				where c.group_id = root.id and c.as_of <= ${day} and c.age_from = ${standard.ageFrom})
		), record as (
			select person_id, ward, person_id id from resident
			union all
			select r.person_id, r.ward, x.id from resident r join people x on x.merged_into = r.person_id
		), last as (
			select distinct on (c.person_id, d.kind) c.person_id, c.ward, d.kind, d.state
			from record c join digital_means d on d.person_id = c.id
			where d.as_of <= ${day} and d.kind in ('smartphone', 'vneid_2', 'payment_account')
			order by c.person_id, d.kind, d.as_of desc, d.state desc
		), person as (
			select l.person_id, l.ward, ${has('smartphone')} smartphone, ${has('vneid_2')} vneid_2,
				${has('payment_account')} payment_account,
				case when s.attained_day <= ${day} then 'yes' when s.assessed_day <= ${day} then 'no' else 'unknown' end skill
			from last l left join literacy_statuses s on s.person_id = l.person_id and s.standard = ${standard.id}
			group by l.person_id, l.ward, s.attained_day, s.assessed_day
		), elements as (
			select *, array[coalesce(smartphone, 'unknown'), coalesce(vneid_2, 'unknown'),
				coalesce(payment_account, 'unknown'), skill] four from person
		)
		select ward,
			${counted('smartphone')}, ${counted('vneid_2')}, ${counted('payment_account')},
			(count(*) filter (where 'yes' = all (four)))::int four_elements_yes,
			(count(*) filter (where 'yes' = all (four) or 'no' = any (four)))::int four_elements_known
		from elements group by ward`);
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
	return sql`(count(*) filter (where ${column} = 'yes'))::int ${sql.identifier(`${way}_yes`)},
		(count(*) filter (where ${column} in ('yes', 'no')))::int ${sql.identifier(`${way}_known`)}`;
}
