import { sql, type SQL } from 'drizzle-orm';
import { sampleMaker } from '#lib/access/actor.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { at, idOf, moment, type Load } from './size.ts';

/** The log of the groups that are planned. */
export async function addGroupEvents(db: Db, { standard }: Load): Promise<void> {
	const numbers = sql`jsonb_build_object('ageFrom', ${standard.ageFrom}::int, 'resident', d.resident, 'lodging', d.lodging,
		'away', d.away, 'asOf', d.as_of)`;
	await db.execute(sql`
		insert into events (subject_id, id, kind, body, actor_id, occurred_at, recorded_at)
		select d.group_id, d.event_id, 'population.declared', ${numbers}, ${sampleMaker.id}::text, x.at, x.at
		from load_declaration d cross join lateral (select ${moment(at(sql`d.declared_on`))} at) x
		where d.source = 'head'`);
	await db.execute(sql`
		insert into events (subject_id, id, kind, body, actor_id, occurred_at, recorded_at)
		select g.id, ${succession}, 'group.succeeded', jsonb_build_object('from', ids.list, 'on', g.valid_from,
			'kind', 'merge', 'population', case when d.g is null then null else ${numbers} end), ${sampleMaker.id}::text, x.at, x.at
		from load_group g
		cross join lateral (select ${moment(at(sql`g.valid_from`))} at) x
		cross join lateral (select jsonb_agg(part.id order by part.g) list from load_group part where part.g = any(g.stands_for)) ids
		left join load_declaration d on d.g = g.g and d.source = 'merged'
		where g.stands_for is not null`);
}

const succession = idOf(at(sql`g.valid_from`), 0xc, sql`g.g`);

/** The log of the people planned from one number to another. */
export async function addPeopleEvents(db: Db, load: Load, from: number, to: number): Promise<void> {
	const { lessons, standard } = load;
	const seconds = sql`p.n % 3600`;
	const event = (
		day: SQL,
		kind: number,
		name: string,
		body: SQL,
		more = sql`null::uuid, null::text, null::text`
	) => sql`
		select ${idOf(at(day, seconds), kind, sql`p.n`)}, ${name}::text, ${body}, ${moment(at(day, seconds))}, ${more}`;
	const test = (day: SQL, kind: number, passed: SQL, witnessed: SQL) =>
		event(
			day,
			kind,
			'test.submitted',
			sql`(case when ${passed} then ${JSON.stringify(testBody(load, true))}::jsonb else ${JSON.stringify(testBody(load, false))}::jsonb end)
				|| jsonb_build_object('attemptId', ${idOf(at(day, seconds), kind + 1, sql`p.n`)})`,
			sql`case when ${witnessed} then ${witness} end, 'none', ${standard.hash}::text`
		);
	await db.execute(sql`
		insert into events (subject_id, id, kind, body, actor_id, occurred_at, recorded_at, witness_id, assistance, content_hash)
		select p.id, e.id, e.kind, e.body, ${sampleMaker.id}::text, e.at, e.at, e.witness_id, e.assistance, e.content_hash
		from load_person p cross join lateral (
			${event(sql`p.reg`, 0x1, 'person.registered', sql`jsonb_build_object('groupId', p.group_id, 'birthYear', p.birth_year, 'by', 'helper')`)}
			union all ${event(sql`p.conf`, 0x2, 'residence.confirmed', sql`jsonb_build_object('groupId', p.group_id)`)} where p.conf is not null
			union all ${event(
				sql`(p.reg + 5 + k * 3)`,
				0x3,
				'lesson.completed',
				sql`jsonb_build_object('module', (${sql.param(lessons.map(({ module }) => module))}::text[])[k], 'lesson', (${sql.param(lessons.map(({ lesson }) => lesson))}::text[])[k])`
			)} from generate_series(1, p.lessons) k
			union all ${test(sql`p.test1`, 0x4, sql`p.passed1`, sql`p.witnessed1`)} where p.test1 is not null
			union all ${test(sql`p.test2`, 0x6, sql`true`, sql`p.witnessed2`)} where p.test2 is not null
			union all ${event(sql`p.moved`, 0x8, 'residence.moved', sql`jsonb_build_object('groupId', p.next_id, 'on', p.moved, 'confirmed', true)`)} where p.moved is not null
			union all ${event(sql`p.died`, 0x9, 'person.died', sql`jsonb_build_object('on', p.died)`)} where p.died is not null
		) e(id, kind, body, at, witness_id, assistance, content_hash)
		where p.n between ${from} and ${to}`);
}

const witness = sql.raw(`'00000000-0000-7000-8000-00000000c0de'::uuid`);

/** The whole test, with one question of each module shown. */
function testBody({ standard, skills }: Load, passed: boolean) {
	const { questionsPerModule: asked } = standard.wholeTest;
	const right = passed ? asked : 1;
	return {
		...{ door: 'whole', standard: standard.id, passed },
		modules: standard.modules.map((module) => ({ module, asked, right, passed })),
		marks: skills.map((one) => ({ ...one, order: [0, 1, 2, 3], answer: [passed ? 0 : 'unknown'], right: passed }))
	};
}

/** The id under which a planned test stands in the log. */
export function resultId(day: SQL, kind: 0x4 | 0x6): SQL {
	return idOf(at(day, sql`p.n % 3600`), kind, sql`p.n`);
}
