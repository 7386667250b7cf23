import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { findModule, findSkill, findStandard } from '#lib/curriculum/library.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, laterDay, type Day } from '#lib/shared/dates.ts';
import { boardOf, type Board, type Course, type Learner, type State } from '#lib/classes/board.ts';
import { closeClass, placeOf, readClass, type SchoolClass } from '#lib/classes/server/class.ts';
import { enrolledOn } from '#lib/classes/server/enrolment.ts';

/**
 * How a class stands: of whoever is enrolled today, for a closed class on the day on which it ended. It is read from
 * folded rows alone, in three queries whatever the size of the class. Every look at it, and every copy, is in the audit.
 */
export async function readBoard(
	db: Db,
	actor: Actor,
	library: Library,
	classId: string,
	what: 'look' | 'copy',
	now: Date
): Promise<{ one: SchoolClass; on: Day; course: Course; board: Board }> {
	const one = await readClass(db, actor, 'class_board.read', classId);
	const on = one.closedOn ?? dayOf(now);
	const course = courseOf(library, one);
	const board = boardOf(course, await listLearners(db, one.id, course, on), laterDay(on, dayOf(now)));
	await writeAudit(db, actor, 'class_board.read', { kind: 'class', id: one.id, of: placeOf(one.point) }, now, { what });
	return { one, on, course, board };
}

/** Ends a class (`closeClass`) with the numbers of its board as they stand. */
export async function endClass(
	db: Db,
	actor: Actor,
	library: Library,
	input: { classId: string; on: Day },
	now: Date
): Promise<void> {
	const counts = async (tx: Db, one: SchoolClass): Promise<Record<State, number>> => {
		const course = courseOf(library, one);
		return boardOf(course, await listLearners(tx, one.id, course, input.on), dayOf(now)).counts;
	};
	await closeClass(db, actor, input, counts, now);
}

/** What a class learns, as it is taught today; a module that has left the library is left out. */
export function courseOf(library: Library, { standard, modules }: Pick<SchoolClass, 'standard' | 'modules'>): Course {
	const wanted = standard === null ? modules : (findStandard(library, standard)?.modules ?? []);
	return {
		standard,
		modules: wanted.flatMap((id) => {
			const module = findModule(library, id);
			if (!module) return [];
			const lessons = module.lessons.map(({ id, title, skills }) => ({ id, title, skills }));
			const skills = [...new Set(lessons.flatMap((lesson) => lesson.skills))].flatMap((skill) => {
				const found = findSkill(library, skill);
				return found ? [{ id: found.id, name: found.name }] : [];
			});
			const standards = library.standards.filter((one) => one.modules.includes(id)).map((one) => one.id);
			return [{ id, title: module.title, skills, lessons, standards }];
		})
	};
}

/** What the folded rows say of everybody enrolled on a day, by name, in one query. */
async function listLearners(db: Db, classId: string, course: Course, on: Day): Promise<Learner[]> {
	const modules = sql.param(course.modules.map(({ id }) => id));
	return db.execute<Learner & Record<string, unknown>>(sql`
		with enrolled as materialized (${enrolledOn(classId, on)}),
		came as materialized (
			select coalesce(p.merged_into, p.id) id, count(distinct m.id)::int evenings, max(m.day) last_on
			from class_meetings m
			join attendance_marks a on a.meeting_id = m.id and a.replaced_at is null and a.mark in ('present', 'late')
			join people p on p.id = a.person_id
			where m.class_id = ${classId}::uuid and m.cancelled_at is null
			group by 1
		)
		select p.id "personId", n.full_name name, coalesce(c.evenings, 0) came,
			l.lessons, s.skills, t.tests,
			array(select st.standard from literacy_statuses st where st.person_id = p.id and st.attained_day is not null) attained,
			greatest(l.last_on, s.last_on, t.last_on, c.last_on, a.last_on)::text "lastActive"
		from enrolled e
		join people p on p.id = e.id and p.died_on is null and p.erased_on is null
		left join person_names n on n.person_id = p.id
		left join came c on c.id = p.id
		cross join lateral (
			select coalesce(json_agg(x.module || '/' || x.lesson) filter (where x.module = any(${modules}::text[])), '[]') lessons,
				max(x.completed_on) last_on
			from lesson_progress x where x.person_id = p.id
		) l
		cross join lateral (
			select coalesce(json_agg(json_build_object('skill', x.skill, 'asked', x.asked, 'right', x."right")), '[]') skills,
				max(x.last_on) last_on
			from skill_evidence x where x.person_id = p.id
		) s
		cross join lateral (
			select coalesce(json_agg(json_build_object('test', x.test, 'failed', x.failed,
				'passed', x.passed_on is not null)), '[]') tests, max(x.last_on) last_on
			from test_standings x where x.person_id = p.id
		) t
		cross join lateral (
			select max((coalesce(x.submitted_at, x.started_at) at time zone 'Asia/Ho_Chi_Minh')::date) last_on
			from attempts x where x.person_id = p.id
		) a
		order by n.sort_key collate "vi-x-icu" nulls last, p.id`);
}
