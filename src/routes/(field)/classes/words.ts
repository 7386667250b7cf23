import { m } from '#lib/messages/compiled/messages.js';
import type { Learners, Mark } from '#lib/classes/class.ts';
import type { Course, ModuleState, SkillState, State, Step, Stuck } from '#lib/classes/board.ts';
import type { Language } from '#lib/shared/ratio.ts';
import { writeDay, type Day } from '#lib/shared/dates.ts';

export const learnersWord: Record<Learners, () => string> = {
	residents: m.class_learners_residents,
	enterprise: m.class_learners_enterprise,
	cooperative: m.class_learners_cooperative,
	agency: m.class_learners_agency
};

export const markWord: Record<Mark, () => string> = {
	present: m.class_roll_mark_present,
	late: m.class_roll_mark_late,
	excused: m.class_roll_mark_excused,
	absent: m.class_roll_mark_absent
};

export const stateWord: Record<State | ModuleState, () => string> = {
	finished: m.class_state_finished,
	on_the_way: m.class_state_on_the_way,
	stuck: m.class_state_stuck,
	never_came: m.class_state_never_came,
	not_begun: m.class_state_not_begun
};

export const stateColour: Record<State | ModuleState, 'green' | 'amber' | 'red' | 'grey'> = {
	finished: 'green',
	on_the_way: 'amber',
	stuck: 'red',
	never_came: 'grey',
	not_begun: 'grey'
};

export const skillWord: Record<SkillState, () => string> = {
	mostly_right: m.class_skill_mostly_right,
	mostly_wrong: m.class_skill_mostly_wrong,
	not_asked: m.class_skill_not_asked
};

const WEEKDAYS = [
	...[m.class_weekday_0, m.class_weekday_1, m.class_weekday_2, m.class_weekday_3],
	...[m.class_weekday_4, m.class_weekday_5, m.class_weekday_6]
];

/** Days of the week as a form lists them, Monday first; the value is 0 for Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 0].map((value) => ({ value: String(value), word: WEEKDAYS[value] }));

export function weekdayOf(day: Day): string {
	return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]?.() ?? '';
}

/** What a board says in words, in the reader's language. */
export function boardWords(course: Course, language: Language) {
	const moduleOf = (id: string) => course.modules.find((module) => module.id === id);
	const module = (id: string) => moduleOf(id)?.title[language] ?? id;
	const lesson = (id: string, of: string) =>
		moduleOf(of)?.lessons.find((lesson) => lesson.id === id)?.title[language] ?? id;
	return {
		stuck(one: Stuck): string {
			if (one.why === 'quiet') return m.class_stuck_quiet({ day: writeDay(one.since) });
			if (one.why === 'failed_twice') {
				return one.module === null
					? m.class_stuck_failed_whole()
					: m.class_stuck_failed({ module: module(one.module) });
			}
			const skill = moduleOf(one.module)?.skills.find(({ id }) => id === one.skill);
			return m.class_stuck_wrong({ skill: skill?.name[language] ?? one.skill });
		},
		step(step: Step): string {
			if (step.kind === 'test') return m.class_step_test({ module: module(step.module) });
			if (step.kind === 'lesson') return m.class_step_lesson({ lesson: lesson(step.lesson, step.module) });
			if (step.kind === 'again') return m.class_step_again({ lesson: lesson(step.lesson, step.module) });
			return step.kind === 'call' ? m.class_step_call() : m.class_step_whole();
		}
	};
}
