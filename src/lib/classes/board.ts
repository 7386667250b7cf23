import type { Bilingual } from '#lib/curriculum/content.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';

/** What a class learns: its modules in order, each with what is taught and whether there is a test of it. */
export interface Course {
	/** attained, it ends the course; null where a class learns modules only */
	standard: string | null;
	modules: CourseModule[];
}

export interface CourseModule {
	id: string;
	title: Bilingual;
	skills: { id: string; name: Bilingual }[];
	lessons: { id: string; title: Bilingual; skills: string[] }[];
	/** ids of standards that test it */
	standards: string[];
}

/** What the folded rows say of somebody enrolled. */
export interface Learner {
	personId: string;
	/** null once erased */
	name: string | null;
	/** as `module/lesson` */
	lessons: string[];
	skills: { skill: string; asked: number; right: number }[];
	tests: { test: string; failed: number; passed: boolean }[];
	/** standards that she has attained */
	attained: string[];
	/** to how many evenings of the class she came */
	came: number;
	/** when she last learned or came; null for never */
	lastActive: Day | null;
}

export const STATES = ['finished', 'on_the_way', 'stuck', 'never_came'] as const;
export type State = (typeof STATES)[number];

export const MODULE_STATES = ['finished', 'on_the_way', 'stuck', 'not_begun'] as const;
export type ModuleState = (typeof MODULE_STATES)[number];

export const SKILL_STATES = ['mostly_right', 'mostly_wrong', 'not_asked'] as const;
export type SkillState = (typeof SKILL_STATES)[number];

/** Why somebody is stuck, and on what. */
export type Stuck =
	| { why: 'failed_twice'; module: string | null }
	| { why: 'wrong_tries'; module: string; skill: string }
	| { why: 'quiet'; since: Day };

/** The one thing that somebody does next; null once she has finished. */
export type Step =
	| { kind: 'lesson'; module: string; lesson: string }
	| { kind: 'again'; module: string; lesson: string }
	| { kind: 'test'; module: string }
	| { kind: 'whole_test' }
	| { kind: 'call' };

export interface BoardPerson {
	personId: string;
	name: string | null;
	came: number;
	state: State;
	/** in the order of the course's modules */
	modules: ModuleState[];
	stuck: Stuck[];
	next: Step | null;
}

export interface Board {
	/** of whom every count and share is */
	enrolled: number;
	people: BoardPerson[];
	counts: Record<State, number>;
	modules: { module: CourseModule; counts: Record<ModuleState, number> }[];
	skills: { module: string; id: string; name: Bilingual; counts: Record<SkillState, number> }[];
}

/** Handed in so often in a row without passing, somebody is stuck. */
const FAILED_TOO_OFTEN = 2;
/** So many wrong answers to a skill, and more of them than right ones: it does not come by itself. */
const WRONG_TOO_OFTEN = 3;
/** Who has begun and was neither seen nor heard of for so many days will not come back unasked. */
export const QUIET_DAYS = 14;

/** The class by module, by skill and by person. Every count is of the same people, and the parts of each make them all. */
export function boardOf(course: Course, learners: readonly Learner[], today: Day): Board {
	const people = learners.map((learner) => personOf(course, learner, today));
	const skills = course.modules.flatMap(({ id: module, skills }) => skills.map((skill) => ({ module, ...skill })));
	return {
		enrolled: people.length,
		people,
		counts: countOf(
			STATES,
			people.map(({ state }) => state)
		),
		modules: course.modules.map((module, n) => ({
			module,
			counts: countOf(
				MODULE_STATES,
				people.map(({ modules }) => modules[n] ?? 'not_begun')
			)
		})),
		skills: skills.map((skill) => ({
			...skill,
			counts: countOf(
				SKILL_STATES,
				learners.map((learner) => skillState(learner, skill.id))
			)
		}))
	};
}

function personOf(course: Course, learner: Learner, today: Day): BoardPerson {
	const { personId, name, came } = learner;
	const open = course.modules.filter((module) => !hasFinished(learner, module));
	const finished = course.standard === null ? open.length === 0 : learner.attained.includes(course.standard);
	const begun = came > 0 || course.modules.some((module) => hasBegun(learner, module));
	const stuck = finished ? [] : stuckOn(course, open, learner, begun, today);
	const state = finished ? 'finished' : !begun ? 'never_came' : stuck.length > 0 ? 'stuck' : 'on_the_way';
	const modules = course.modules.map((module): ModuleState => {
		if (finished || !open.includes(module)) return 'finished';
		if (stuck.some((one) => one.why !== 'quiet' && one.module === module.id)) return 'stuck';
		return hasBegun(learner, module) ? 'on_the_way' : 'not_begun';
	});
	const next = finished ? null : !begun ? ({ kind: 'call' } as const) : nextStep(open, learner, stuck);
	return { personId, name, came, state, modules, stuck, next };
}

function hasFinished({ tests, attained, lessons }: Learner, { id, standards, lessons: own }: CourseModule): boolean {
	if (standards.length === 0) return own.every((lesson) => lessons.includes(`${id}/${lesson.id}`));
	return standards.some(
		(standard) =>
			attained.includes(standard) || tests.some(({ test, passed }) => passed && test === `module:${standard}/${id}`)
	);
}

function hasBegun({ lessons, skills, tests }: Learner, module: CourseModule): boolean {
	return (
		lessons.some((lesson) => lesson.startsWith(`${module.id}/`)) ||
		module.skills.some(({ id }) => skills.some(({ skill }) => skill === id)) ||
		tests.some(({ test }) => test.startsWith('module:') && test.endsWith(`/${module.id}`))
	);
}

/** What holds somebody up, the plainest first; a skill that several modules teach stands under the first of them. */
function stuckOn(
	{ standard }: Course,
	open: readonly CourseModule[],
	learner: Learner,
	begun: boolean,
	today: Day
): Stuck[] {
	const { tests, lastActive } = learner;
	const failed = (code: (test: string) => boolean) =>
		tests.some(({ test, failed }) => failed >= FAILED_TOO_OFTEN && code(test));
	const stuck: Stuck[] = [];
	if (standard !== null && failed((test) => test === `whole:${standard}`)) {
		stuck.push({ why: 'failed_twice', module: null });
	}
	const named = new Set<string>();
	for (const { id, skills } of open) {
		if (failed((test) => test.startsWith('module:') && test.endsWith(`/${id}`))) {
			stuck.push({ why: 'failed_twice', module: id });
		}
		for (const { id: skill } of skills) {
			if (named.has(skill) || !isHard(learner, skill)) continue;
			named.add(skill);
			stuck.push({ why: 'wrong_tries', module: id, skill });
		}
	}
	const quiet = begun && lastActive !== null && lastActive <= addDays(today, -QUIET_DAYS);
	return quiet ? [...stuck, { why: 'quiet', since: lastActive }] : stuck;
}

function isHard({ skills }: Learner, id: string): boolean {
	const score = skills.find(({ skill }) => skill === id);
	return score !== undefined && score.asked - score.right >= Math.max(WRONG_TOO_OFTEN, score.right + 1);
}

function skillState({ skills }: Learner, id: string): SkillState {
	const score = skills.find(({ skill }) => skill === id);
	if (!score || score.asked === 0) return 'not_asked';
	return score.right * 2 >= score.asked ? 'mostly_right' : 'mostly_wrong';
}

/** Again the lesson of what she is stuck on; else the next lesson not read, then its test, then the next module. */
function nextStep(open: readonly CourseModule[], learner: Learner, stuck: readonly Stuck[]): Step {
	for (const one of stuck) {
		const module = open.find(({ id }) => one.why !== 'quiet' && id === one.module);
		const lesson = module && lessonAgain(module, learner, one);
		if (module && lesson !== undefined) return { kind: 'again', module: module.id, lesson };
	}
	const module = open[0];
	if (!module) return { kind: 'whole_test' };
	const lesson = module.lessons.find(({ id }) => !learner.lessons.includes(`${module.id}/${id}`));
	return lesson ? { kind: 'lesson', module: module.id, lesson: lesson.id } : { kind: 'test', module: module.id };
}

/** The lesson that teaches the skill she is stuck on; after failed tests, the one whose skill went worst. */
function lessonAgain({ lessons, skills }: CourseModule, learner: Learner, stuck: Stuck): string | undefined {
	const share = (id: string) => {
		const score = learner.skills.find(({ skill }) => skill === id);
		return score && score.asked > 0 ? score.right / score.asked : 1;
	};
	const [worst] = skills.map(({ id }) => id).sort((a, b) => share(a) - share(b));
	const wanted = stuck.why === 'wrong_tries' ? stuck.skill : (worst ?? '');
	return (lessons.find((lesson) => lesson.skills.includes(wanted)) ?? lessons[0])?.id;
}

function countOf<Name extends string>(names: readonly Name[], all: readonly Name[]): Record<Name, number> {
	const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
	for (const name of all) counts[name] += 1;
	return counts;
}

/** What is proposed for the next evening: the people with the same next step at one table, most of them first. */
export interface PlannedTable {
	step: Step;
	people: BoardPerson[];
}

/** Everybody who has not finished sits at exactly one table; whom to call before the evening stands last. */
export function planOf({ people }: Board): PlannedTable[] {
	const tables = new Map<string, PlannedTable>();
	for (const person of people) {
		if (person.next === null) continue;
		const key = JSON.stringify(person.next);
		const table = tables.get(key) ?? { step: person.next, people: [] };
		table.people.push(person);
		tables.set(key, table);
	}
	const isCall = ({ step }: PlannedTable) => Number(step.kind === 'call');
	return [...tables.values()].sort((a, b) => isCall(a) - isCall(b) || b.people.length - a.people.length);
}
