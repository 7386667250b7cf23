import { sql, type SQL } from 'drizzle-orm';
import { sampleMaker } from '#lib/access/actor.ts';
import { codeOf } from '#lib/learning/test.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { ADULT_AGES } from '#lib/territory/age-rule.ts';
import { resultId } from './events.ts';
import type { Load } from './size.ts';

/** The groups that are planned, and what a fold of their log leaves. */
export async function addGroupRows(db: Db, { standard }: Load): Promise<void> {
	const actor = sampleMaker.id;
	await db.execute(sql`
		insert into residential_groups (id, ward_code, name, kind, valid_from, valid_to)
		select id, ward_code, 'Tổ mẫu ' || g, 'tổ dân phố', valid_from, valid_to from load_group order by g`);
	await db.execute(sql`
		insert into group_successions (from_id, to_id, "on", kind)
		select part.id, g.id, g.valid_from, 'merge' from load_group g join load_group part on part.g = any(g.stands_for)`);
	await db.execute(sql`
		insert into population_counts (group_id, as_of, source, age_from, resident, lodging, away, declared_by, declared_on)
		select group_id, as_of, source, ${standard.ageFrom}::int, resident, lodging, away, ${actor}::text, declared_on
		from load_declaration order by group_id, as_of`);
	await db.execute(sql`
		insert into population_declarations
			(group_id, event_id, as_of, source, age_from, resident, lodging, away, declared_by, declared_on, state)
		select group_id, event_id, as_of, source, ${standard.ageFrom}::int, resident, lodging, away, ${actor}::text, declared_on, 'counts'
		from load_declaration order by group_id, event_id`);
}

/** Names that say of themselves that they are invented, what three in ten have, and what a fold of people's logs leaves. */
export async function addPeopleRows(
	db: Db,
	{ standard, skills, lessons }: Load,
	from: number,
	to: number
): Promise<void> {
	const actor = sampleMaker.id;
	const planned = sql`load_person p where p.n between ${from} and ${to}`;
	const tested = sql`load_person p cross join lateral (
		select ${resultId(sql`p.test1`, 0x4)} id, p.test1 as day, p.passed1 passed, p.witnessed1 witnessed where p.test1 is not null
		union all select ${resultId(sql`p.test2`, 0x6)}, p.test2, true, p.witnessed2 where p.test2 is not null
	) t`;
	const within = sql`p.n between ${from} and ${to}`;
	const asked = standard.wholeTest.questionsPerModule;
	const list = (texts: string[]) => sql`${sql.param(texts)}::text[]`;
	await db.execute(
		sql`insert into people (id, birth_year, died_on) select p.id, p.birth_year, p.died from ${planned} order by p.n`
	);
	await db.execute(sql`
		insert into person_names (person_id, full_name, sort_key, search, registered_by, registered_at)
		select p.id, 'Nguyễn Mẫu ' || p.n, p.n || ' Nguyễn Mẫu', 'nguyen mau ' || p.n || '  ', ${actor}::text, p.reg
		from ${planned} order by p.n`);
	await db.execute(sql`
		insert into digital_means (person_id, kind, state, as_of, source)
		select p.id, k.kind, (array['yes', 'yes', 'no', 'unknown'])[1 + (p.n + k.nth) % 4], p.reg + 10, 'visit'
		from load_person p, unnest(array['smartphone', 'vneid_2', 'payment_account']) with ordinality k(kind, nth)
		where ${within} and p.n % 10 < 3 order by p.n`);
	await db.execute(sql`
		insert into residences (person_id, group_id, "from", "to", confirmed_on, confirmed_by)
		select p.id, r.group_id, r."from", r."to", r.confirmed_on, case when r.confirmed_on is not null then ${actor}::text end
		from load_person p cross join lateral (
			select p.group_id, p.reg "from", p.moved "to", p.conf confirmed_on
			union all select p.next_id, p.moved, null, p.moved where p.moved is not null
		) r where ${within} order by p.n, r."from"`);
	await db.execute(sql`
		insert into lesson_progress (person_id, module, lesson, completed_on)
		select p.id, l.module, l.lesson, p.reg + 5 + l.nth::int * 3
		from load_person p join unnest(${list(lessons.map(({ module }) => module))}, ${list(lessons.map(({ lesson }) => lesson))})
			with ordinality l(module, lesson, nth) on l.nth <= p.lessons
		where ${within} order by p.n`);
	await db.execute(sql`
		insert into test_standings (person_id, test, tries, failed, passed_on, last_on)
		select p.id, ${codeOf({ door: 'whole', standard: standard.id })}::text, case when p.test2 is null then 1 else 2 end,
			case when p.passed1 or p.test2 is not null then 0 else 1 end,
			case when p.passed1 then p.test1 else p.test2 end, coalesce(p.test2, p.test1)
		from ${planned} and p.test1 is not null order by p.n`);
	await db.execute(sql`
		insert into module_results (person_id, result, module, standard, door, day, asked, "right", passed, witnessed)
		select p.id, t.id, m, ${standard.id}::text, 'whole', t.day, ${asked}::int, case when t.passed then ${asked}::int else 1 end,
			t.passed, t.witnessed
		from ${tested} cross join unnest(${list([...standard.modules])}) m where ${within} order by p.n, t.id`);
	await db.execute(sql`
		insert into skill_evidence (person_id, skill, asked, "right", last_on)
		select p.id, s.skill, count(*), count(*) filter (where t.passed), max(t.day)
		from ${tested} cross join unnest(${list(skills.map(({ skill }) => skill))}) s(skill)
		where ${within} group by p.n, p.id, s.skill order by p.n`);
	await db.execute(sql`
		insert into literacy_statuses (person_id, standard, assessed_day, attained_day, witnessed_day, version, evidence)
		select p.id, ${standard.id}::text, p.test1, coalesce(case when p.passed1 then p.test1 end, p.test2), ${witnessedDay},
			${standard.version}::int, case when p.passed1 then jsonb_build_array(${resultId(sql`p.test1`, 0x4)})
				when p.test2 is not null then jsonb_build_array(${resultId(sql`p.test2`, 0x6)}) else '[]'::jsonb end
		from ${planned} and p.test1 is not null order by p.n`);
}

const witnessedDay = sql`case when p.passed1 and p.witnessed1 then p.test1 when p.witnessed2 then p.test2 end`;

/** The dated changes of every group, from everybody's days: as `tallyChangesOf` counts them, in another language. */
export async function addTallies(db: Db, load: Load): Promise<void> {
	const own = load.standard.ageFrom;
	await insertTallies(db, load, sql`true`, sql`(0, ${own}::int, 1)`);
	for (const age of ADULT_AGES) {
		if (age === own) continue;
		// What another age rule has beside the own one: of those alone who were not of age by both when they were tested.
		const younger = sql`make_date(p.birth_year + ${Math.max(age, own)}::int, 1, 1) > p.test1`;
		await insertTallies(db, load, younger, sql`(${age}::int, ${age}::int, 1), (${age}::int, ${own}::int, -1)`);
	}
}

/** `rules` are the age rule of a row, the age from which people count in it, and whether they are added or taken away. */
async function insertTallies(db: Db, { standard }: Load, who: SQL, rules: SQL): Promise<void> {
	await db.execute(sql`
		insert into group_tallies (group_id, standard, day, age_from, assessed, attained, witnessed)
		select c.group_id, ${standard.id}::text, c.day, rule.age, sum(c.assessed * rule.by), sum(c.attained * rule.by), sum(c.witnessed * rule.by)
		from load_person p
		cross join (values ${rules}) rule(age, adult_age, by)
		cross join lateral (
			select p.group_id, p.reg "from", p.moved "to", p.conf
			union all select p.next_id, p.moved, null, p.moved where p.moved is not null
		) r
		cross join lateral (values
			(1, 0, 0, p.test1), (0, 1, 0, coalesce(case when p.passed1 then p.test1 end, p.test2)), (0, 0, 1, ${witnessedDay})
		) reached(assessed, attained, witnessed, day)
		cross join lateral (
			select greatest(reached.day, r."from", r.conf, make_date(p.birth_year + rule.adult_age, 1, 1)) since,
				least(r."to", p.died) as until
		) span
		cross join lateral (
			select r.group_id, span.since as day, reached.assessed, reached.attained, reached.witnessed
			union all select r.group_id, span.until, -reached.assessed, -reached.attained, -reached.witnessed where span.until is not null
		) c
		where ${who} and p.test1 is not null
			and reached.day is not null and r.conf is not null and (span.until is null or span.until > span.since)
		group by c.group_id, c.day, rule.age
		having sum(c.assessed * rule.by) <> 0 or sum(c.attained * rule.by) <> 0 or sum(c.witnessed * rule.by) <> 0
		order by c.group_id, c.day, rule.age`);
}
