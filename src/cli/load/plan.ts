import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { at, drawn, GROUPS_A_WARD, idOf, LEARNERS_OF_TEN, YEARS, youngest, type Load } from './size.ts';

/** One group in so many has not declared how many live there. */
const UNDECLARED = 13;
/** Two groups of every fourth ward merged so many days ago. */
const MERGED_AGO = 100;
const LAST_DECLARED_AGO = 60;
const HEAD_DAYS = 20;

/**
 * What will be written, in three tables that last as long as the transaction: `load_group`, `load_person` and
 * `load_declaration`. Every event and every folded row is made from them, apart from each other.
 */
export async function makePlan(db: Db, load: Load): Promise<void> {
	await planGroups(db, load);
	await planPeople(db, load);
	await planDeclarations(db, load);
}

/** The busy ward is the first one; the others get their groups in turn. */
async function planGroups(db: Db, { groups, busyGroups, start, today }: Load): Promise<void> {
	const g = sql`g`;
	const nth = sql`(g - ${busyGroups}::int - 1)`;
	await db.execute(sql`
		create temp table load_group on commit drop as
		with ward as (
			select code, row_number() over (order by province_code, code) - 1 nth, count(*) over () - 1 others from wards
		), planned as (
			select g, case when g <= ${busyGroups}::int then 0
				else 1 + (${nth} / ${GROUPS_A_WARD}::int) % (select max(others) from ward) end ward_nth,
				g > ${busyGroups}::int and (${nth} / ${GROUPS_A_WARD}::int) % 4 = 0 and ${nth} % ${GROUPS_A_WARD}::int in (3, 4)
					and g - ${nth} % ${GROUPS_A_WARD}::int + 4 <= ${groups}::int merged
			from generate_series(1, ${groups}::int) g
		)
		select p.g, ${idOf(at(sql`${start}::date`), 0xf, g)} id, w.code ward_code, ${start}::date valid_from,
			case when p.merged then ${today}::date - ${MERGED_AGO}::int end valid_to, null::int[] stands_for
		from planned p join ward w on w.nth = p.ward_nth`);
	await db.execute(sql`
		insert into load_group
		select ${groups}::int + row_number() over (order by g), ${idOf(at(sql`valid_to`), 0xe, g)}, ward_code, valid_to,
			null, array[g, g + 1]
		from load_group where valid_to is not null and (g - ${busyGroups}::int - 1) % ${GROUPS_A_WARD}::int = 3`);
	await db.execute(sql`create index on load_group (g)`);
	await db.execute(sql`analyze load_group`);
}

/**
 * Three in five are registered in the first ninety days, the others since. Learners read lessons every third day and
 * take the whole test; who does not pass may try again. A few move, a few die.
 */
async function planPeople(db: Db, load: Load): Promise<void> {
	const { people, groups, busy, busyGroups, start, today } = load;
	const n = sql`n`;
	const first = sql`case when ${drawn(n, 1, 10_000)} < ${busy}::int or ${groups - busyGroups}::int = 0
		then 1 + ${drawn(n, 2, busyGroups)} else ${busyGroups}::int + 1 + ${drawn(n, 2, Math.max(1, groups - busyGroups))} end`;
	const days = YEARS * 365 - 100;
	await db.execute(sql`
		create temp table load_person on commit drop as
		with registered as (
			select n, ${start}::date + (case when n <= 0.6 * ${people}::int then n / (0.6 * ${people}::int) * 90
				else 90 + (n - 0.6 * ${people}::int) / (0.4 * ${people}::int) * ${days}::int end)::int reg,
				${first} first_group, 1 + ${drawn(n, 3, groups)} next_group, ${drawn(n, 4, 10)} < ${LEARNERS_OF_TEN}::int learns
			from generate_series(1, ${people}::int) n
		), dated as (
			select *,
				case when ${drawn(n, 5, 100)} < 95 then reg + 2 + (${drawn(n, 6, 20)})::int end conf,
				case when ${drawn(n, 7, 100)} < 4 then reg + 600 + (${drawn(n, 8, 200)})::int end moved,
				case when ${drawn(n, 9, 100)} < 2 then reg + 900 + (${drawn(n, 10, 900)})::int end died,
				case when learns and ${drawn(n, 11, 10)} < 8 then reg + 20 + (${drawn(n, 12, 500)})::int end test1,
				${drawn(n, 13, 100)} < 75 passed1, ${drawn(n, 14, 2)} = 0 witnessed1,
				60 + (${drawn(n, 15, 40)})::int again, ${drawn(n, 16, 2)} = 0 repeats, ${drawn(n, 17, 2)} = 0 witnessed2
			from registered
		)
		select d.n, ${idOf(at(sql`d.reg`), 0, sql`d.n`)} id, 1930 + (${drawn(sql`d.n`, 18, youngest(load) - 1930)})::int birth_year,
			f.id group_id, d.reg, case when d.conf <= ${today}::date then d.conf end conf,
			case when d.learns then greatest(0, least(${load.lessonsEach}::int, (${today}::date - d.reg - 5) / 3)) else 0 end lessons,
			case when d.test1 <= ${today}::date then d.test1 end test1, d.passed1, d.witnessed1,
			case when not d.passed1 and d.repeats and d.test1 + d.again <= ${today}::date then d.test1 + d.again end test2,
			d.witnessed2,
			case when d.conf <= ${today}::date and d.moved <= ${today}::date and t.id <> f.id then d.moved end moved, t.id next_id,
			case when d.died <= ${today}::date then d.died end died
		from dated d join load_group f on f.g = d.first_group join load_group t on t.g = d.next_group
		order by d.n`);
	await db.execute(sql`create index on load_person (n)`);
	await db.execute(sql`analyze load_person`);
}

/** Every year, by a fifth more adults than are known there; whoever stands for merged groups has their sum, then its own. */
async function planDeclarations(db: Db, { busyGroups, start, today }: Load): Promise<void> {
	const step = Math.floor((YEARS * 365 - LAST_DECLARED_AGO - HEAD_DAYS) / YEARS);
	const asOf = sql`case when k = ${YEARS}::int then ${today}::date - ${LAST_DECLARED_AGO}::int
		else ${start}::date + ${HEAD_DAYS}::int + k * ${step}::int end`;
	await db.execute(sql`
		create temp table load_declaration on commit drop as
		with known as (
			select group_id, count(*)::int people from (
				select group_id from load_person union all select next_id from load_person where moved is not null
			) lived group by group_id
		), sized as (
			select g.*, (coalesce(sum(k.people), 0) * 6 / 5 + 5)::int resident, (coalesce(sum(k.people), 0) / 10)::int lodging
			from load_group g
			left join load_group part on part.g = g.g or part.g = any(g.stands_for)
			left join known k on k.group_id = part.id
			group by g.g, g.id, g.ward_code, g.valid_from, g.valid_to, g.stands_for
		), dated as (
			select s.*, ${asOf} as_of, k from sized s, generate_series(0, ${YEARS}::int) k
		)
		select g, id group_id, as_of, 'head'::text source, resident, lodging, lodging / 2 away, as_of + 1 declared_on,
			${idOf(at(sql`(as_of + 1)`), 0xd, sql`g`)} event_id
		from dated
		where as_of + 1 > valid_from and (valid_to is null or as_of + 1 < valid_to)
			and (g <= ${busyGroups}::int or g % ${UNDECLARED}::int <> 5)`);
	// The sum of what merged, as old as the oldest of its parts; none where one of them had not declared.
	await db.execute(sql`
		insert into load_declaration
		select g.g, g.id, min(d.as_of), 'merged', sum(d.resident), sum(d.lodging), sum(d.away), g.valid_from,
			${idOf(at(sql`g.valid_from`), 0xc, sql`g.g`)}
		from load_group g cross join lateral (
			select distinct on (d.g) d.* from load_declaration d where d.g = any(g.stands_for) order by d.g, d.as_of desc
		) d
		where g.stands_for is not null group by g.g, g.id, g.valid_from, g.stands_for having count(*) = cardinality(g.stands_for)`);
}
