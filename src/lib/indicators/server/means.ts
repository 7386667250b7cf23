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
	// The state on the latest day, and of two on one day the last by its letters: one pass, since most have one word each.
	const last = (kind: string) =>
		sql`substr(max((d.as_of::text || d.state) collate "C") filter (where d.kind = ${kind}), 11)`;
	const rows = await db.execute<{ ward: string } & Record<`${MeansWay}_yes` | `${MeansWay}_known`, number>>(sql`
		with recursive ${memberGroups([place], asOf)}, asked as (
			select p.id, root.ward_code ward, ${last('smartphone')} smartphone, ${last('vneid_2')} vneid_2,
				${last('payment_account')} payment_account
			from root join member m on m.root = root.id
			join residences r on r.group_id = m.id and r.confirmed_on <= ${day}
				and r."from" <= ${day} and (r."to" is null or r."to" > ${day})
			join people p on p.id = r.person_id and p.merged_into is null
				and (p.died_on is null or p.died_on > ${day}) and p.birth_year <= ${yearOf(asOf) - standard.ageFrom}
			join people x on coalesce(x.merged_into, x.id) = p.id
			join digital_means d on d.person_id = x.id and d.as_of <= ${day}
				and d.kind in ('smartphone', 'vneid_2', 'payment_account')
			where exists (
				select 1 from population_counts c
				where c.group_id = root.id and c.as_of <= ${day} and c.age_from = ${standard.ageFrom})
			group by p.id, root.ward_code
		), person as (
			select a.*, case when s.attained_day <= ${day} then 'yes' when s.assessed_day <= ${day} then 'no' else 'unknown' end skill
			from asked a left join literacy_statuses s on s.person_id = a.id and s.standard = ${standard.id}
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
