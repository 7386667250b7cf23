import { findNextEvening, isClassNearby } from '#lib/classes/server/own.ts';
import { findDrillStanding } from '#lib/drills/server/drill.ts';
import type { Module } from '#lib/curriculum/content.ts';
import { findLesson, findModule, modulesFor } from '#lib/curriculum/library.ts';
import { findLastOpenAttempt, listOpenQuestions } from '#lib/learning/server/asking.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { learnerId, subjectOf, wayOn, workRecord } from '../learner.ts';
import { doneIn, nextStep } from '../next-step.ts';
import { readStanding, type Standing } from '../standing.ts';

/** So many things to tap stand on the page, and no more. */
const TAPS = 7;
/** Those that always do: all modules, practice, help, her results. */
const ALWAYS = 4;

/**
 * What stands on a learner's own page: the one thing to go on with, and the next modules that she needs, with how far
 * she is in each. What is free to choose is only counted: more than a handful to tap tells nobody where to begin.
 */
export async function readHome(locals: App.Locals) {
	const { db, library } = locals;
	const personId = learnerId(locals);
	const standing = await readStanding(db, library, personId);
	const { standard, status, missing } = standing;
	const { required, free } = modulesFor(library, 'residents');
	const cardOf = (module: Module) => ({
		id: module.id,
		title: module.title,
		icon: module.icon,
		lessons: module.lessons.length,
		minutes: module.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0),
		done: doneIn(module, standing),
		passed: standard.modules.includes(module.id) && !missing.includes(module.id)
	});
	const on = (await openWork(locals)) ?? nextWork(locals, standing);
	const current = required.find((module) => module.id === on?.module);
	// What she has not passed comes first.
	const others = required
		.filter((module) => module !== current)
		.map(cardOf)
		.sort((a, b) => Number(a.passed) - Number(b.passed));
	const nextEvening = await findNextEvening(db, personId, locals.now);
	const classNearby = nextEvening === null && (await isClassNearby(db, personId));
	const drill = await findDrillStanding(db, personId);
	const drillDue = drill !== null && drill.dueOn <= dayOf(locals.now);
	const attained = Boolean(status?.attainedDay);
	const beside = [on !== null, !attained, nextEvening !== null, classNearby, drillDue].filter(Boolean).length;
	const shown = Math.max(0, Math.min(others.length, TAPS - ALWAYS - beside));
	return {
		on,
		current: current ? cardOf(current) : null,
		modules: others.slice(0, shown),
		hidden: others.length - shown,
		free: free.length,
		standard: { id: standard.id, name: standard.name },
		attained,
		nextEvening,
		classNearby,
		drillDue,
		begun: standing.results.length > 0 || standing.lessonsDone.size > 0
	};
}

/** A test left half done; a practice round only on the day on which it was begun, and of a lesson that is still hers. */
async function openWork(locals: App.Locals) {
	const { db, library, now } = locals;
	const attempt = await findLastOpenAttempt(db, workRecord(locals));
	if (!attempt) return null;
	const subject = subjectOf(library, attempt);
	const { door, title } = subject;
	const isGone = door === 'practice' && !findLesson(library, subject.module, subject.lesson);
	if (isGone || (door === 'practice' && dayOf(attempt.startedAt) !== dayOf(now))) return null;
	const open = await listOpenQuestions(db, attempt);
	const of = attempt.form.length;
	const kind = door === 'practice' ? ('open_practice' as const) : ('open_test' as const);
	const module = door === 'whole' ? null : subject.module;
	return { kind, module, title, href: await wayOn(db, attempt), answered: of - open.length, of };
}

function nextWork({ library }: App.Locals, standing: Standing) {
	const step = nextStep(library, standing);
	if (step.kind === 'done') return null;
	const module = step.module;
	const moduleTitle = findModule(library, module)?.title ?? { vi: module, en: module };
	if (step.kind === 'test') {
		return { kind: 'test' as const, module, title: moduleTitle, href: `/learn/${module}/test` };
	}
	const lesson = findLesson(library, module, step.lesson);
	return {
		kind: 'lesson' as const,
		module,
		title: lesson?.title ?? moduleTitle,
		href: `/learn/${module}/${step.lesson}`,
		begun: step.begun,
		first: standing.lastLesson === null
	};
}
