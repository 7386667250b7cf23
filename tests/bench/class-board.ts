import { sql } from 'drizzle-orm';
import type { Library } from '#lib/curriculum/content.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { atConsole, type PersonActor } from '#lib/access/actor.ts';
import { openClass } from '#lib/classes/server/class.ts';
import { readBoard } from '#lib/classes/server/board.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { addLearningPoint } from '#lib/territory/server/points.ts';

const LEARNERS = 100_000;
const ROUNDS = 30;

/** How long the board of a class takes, of forty people and of five hundred, among 100,000 learners with folded rows of every kind. */
export async function measureClassBoard(db: Db, library: Library, wardCode: string, now: Date): Promise<string[]> {
	await addLearners(db, library, now);
	const point = { wardCode, kind: 'fixed', name: 'Điểm đo', address: 'Mẫu' };
	const learningPointId = await addLearningPoint(db, atConsole, point, now);
	const trainer: PersonActor = {
		...{ kind: 'person', id: newId(now), signInId: newId(now) },
		grants: [{ role: 'trainer', place: wardCode }]
	};
	const told: string[] = [];
	for (const size of [40, 500]) {
		const classId = newId(now);
		const course = { standard: residentsStandard(library).id, modules: [], learners: 'residents' as const };
		const when = {
			from: addDays(dayOf(now), -28),
			to: dayOf(now),
			weekdays: [1, 4],
			off: [],
			starts: '19:00',
			ends: '21:00'
		};
		const about = { name: 'Lớp đo', learningPointId, organisation: null, openToAll: false, trainers: [] };
		await openClass(db, trainer, library, { classId, ...course, ...about, ...when }, now);
		await db.execute(sql`
			insert into enrolments (id, class_id, person_id, "from", way, enrolled_by, enrolled_at)
			select gen_random_uuid(), ${classId}::uuid, id, ${addDays(dayOf(now), -28)}::date, 'list', 'system:console', now()
			from (select id from people where birth_year = 1961 order by md5(id::text) limit ${size}) chosen`);
		await db.execute(sql`
			insert into attendance_marks (id, meeting_id, person_id, mark, way, marked_at, marked_by)
			select gen_random_uuid(), m.id, e.person_id, 'present', 'tap', now(), 'system:console'
			from class_meetings m join enrolments e on e.class_id = m.class_id where m.class_id = ${classId}::uuid`);
		await db.execute(sql`analyze`);
		const read = () => readBoard(db, trainer, library, classId, 'look', now);
		const { board } = await read();
		if (board.enrolled !== size) throw new Error(`the board shows ${board.enrolled} of ${size} people`);
		const times: number[] = [];
		for (let n = 0; n < ROUNDS; n += 1) {
			const begin = performance.now();
			await read();
			times.push(performance.now() - begin);
		}
		times.sort((a, b) => a - b);
		const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(1)} ms`;
		told.push(`class board, ${size} of ${LEARNERS} learners: median ${at(0.5)}, 9 of 10 within ${at(0.9)}`);
	}
	return told;
}

/** People as the fold would leave them: six lessons, four skills, two tests and an attempt each. */
async function addLearners(db: Db, library: Library, now: Date): Promise<void> {
	const standard = residentsStandard(library).id;
	const module = residentsStandard(library).modules[0] ?? '';
	const lessons = library.modules.find(({ id }) => id === module)?.lessons ?? [];
	const skills = [...new Set(lessons.flatMap((lesson) => lesson.skills))].slice(0, 4);
	const ids = lessons.slice(0, 6).map(({ id }) => id);
	const day = addDays(dayOf(now), -5);
	const everybody = sql`from people p where p.birth_year = 1961`;
	await db.execute(
		sql`insert into people (id, birth_year) select gen_random_uuid(), 1961 from generate_series(1, ${LEARNERS})`
	);
	await db.execute(sql`
		insert into person_names (person_id, full_name, sort_key, search, registered_by, registered_at)
		select p.id, 'Nguyễn Thị Mẫu ' || left(p.id::text, 8), left(p.id::text, 8), left(p.id::text, 8), 'system:console', now() ${everybody}
		on conflict do nothing`);
	await db.execute(sql`
		insert into lesson_progress (person_id, module, lesson, completed_on)
		select p.id, ${module}, l, ${day}::date from people p, unnest(${sql.param(ids)}::text[]) l where p.birth_year = 1961`);
	await db.execute(sql`
		insert into skill_evidence (person_id, skill, asked, "right", last_on)
		select p.id, s, 6, 2, ${day}::date from people p, unnest(${sql.param(skills)}::text[]) s where p.birth_year = 1961`);
	await db.execute(sql`
		insert into test_standings (person_id, test, tries, failed, last_on)
		select p.id, t, 2, 2, ${day}::date
		from people p, unnest(array[${`whole:${standard}`}::text, ${`module:${standard}/${module}`}::text]) t where p.birth_year = 1961`);
	await db.execute(sql`
		insert into attempts (id, person_id, test, seed, form, submission_id, started_at, submitted_at)
		select gen_random_uuid(), p.id, ${`whole:${standard}`}, '', '[]', gen_random_uuid(), now(), now() ${everybody}`);
}
