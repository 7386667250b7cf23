import { findLesson, findModule } from '#lib/curriculum/library.ts';
import { findLastOpenAttempt, listOpenQuestions } from '#lib/learning/server/asking.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { learnerId, subjectOf, wayOn } from '../learner.ts';
import { doneIn, nextStep } from '../next-step.ts';
import { readStanding, type Standing } from '../standing.ts';

/** What stands on a learner's own page: the one thing to go on with, and the modules with how far she is in each. */
export async function readHome(locals: App.Locals) {
	const { db, library } = locals;
	const standing = await readStanding(db, library, learnerId(locals));
	const { standard, status, missing } = standing;
	const modules = library.modules
		.filter((module) => module.audience === 'residents')
		.map((module) => ({
			id: module.id,
			title: module.title,
			icon: module.icon,
			lessons: module.lessons.length,
			minutes: module.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0),
			done: doneIn(module, standing),
			passed: standard.modules.includes(module.id) && !missing.includes(module.id)
		}));
	return {
		on: (await openWork(locals)) ?? nextWork(locals, standing),
		modules,
		standard: { id: standard.id, name: standard.name },
		attained: Boolean(status?.attainedDay),
		begun: standing.results.length > 0 || standing.lessonsDone.size > 0
	};
}

/** A test left half done; a practice round only on the day on which it was begun. */
async function openWork(locals: App.Locals) {
	const { db, library, now } = locals;
	const attempt = await findLastOpenAttempt(db, learnerId(locals));
	if (!attempt) return null;
	const { door, title } = subjectOf(library, attempt);
	if (door === 'practice' && dayOf(attempt.startedAt) !== dayOf(now)) return null;
	const open = await listOpenQuestions(db, attempt);
	const of = attempt.form.length;
	const kind = door === 'practice' ? ('open_practice' as const) : ('open_test' as const);
	return { kind, title, href: await wayOn(db, attempt), answered: of - open.length, of };
}

function nextWork({ library }: App.Locals, standing: Standing) {
	const step = nextStep(library, standing);
	if (step.kind === 'done') return null;
	const module = findModule(library, step.module);
	const moduleTitle = module?.title ?? { vi: step.module, en: step.module };
	if (step.kind === 'test') return { kind: 'test' as const, title: moduleTitle, href: `/learn/${step.module}/test` };
	const lesson = findLesson(library, step.module, step.lesson);
	return {
		kind: 'lesson' as const,
		title: lesson?.title ?? moduleTitle,
		href: `/learn/${step.module}/${step.lesson}`,
		begun: step.begun,
		first: standing.lastLesson === null
	};
}
