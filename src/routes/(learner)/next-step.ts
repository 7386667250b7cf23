import type { Library, Module } from '#lib/curriculum/content.ts';
import type { Standing } from './standing.ts';

/** The one thing that a learner is led to next. */
export type NextStep =
	| { kind: 'lesson'; module: string; lesson: string; begun: boolean }
	| { kind: 'test'; module: string }
	| { kind: 'done' };

type Known = Pick<Standing, 'lessonsDone' | 'lastLesson' | 'missing'>;

/**
 * The next lesson of the module in which she learned last, then that module's test, then the next module that is
 * missing, in the standard's order. Modules already passed are not offered again, and those that no standard asks for
 * are hers to choose.
 */
export function nextStep(library: Pick<Library, 'modules'>, known: Known): NextStep {
	const missing = known.missing.flatMap((id) => library.modules.find((module) => module.id === id) ?? []);
	const begun = missing.find((module) => module.id === known.lastLesson?.module);
	const module = begun ?? missing[0];
	if (!module) return { kind: 'done' };
	const lesson = nextLessonOf(module, known);
	if (!lesson) return { kind: 'test', module: module.id };
	return { kind: 'lesson', module: module.id, lesson, begun: doneIn(module, known) > 0 };
}

/** How many lessons of a module are finished. */
export function doneIn(module: Module, { lessonsDone }: Pick<Known, 'lessonsDone'>): number {
	return module.lessons.filter((lesson) => lessonsDone.has(`${module.id}/${lesson.id}`)).length;
}

/** The first unfinished lesson after the one finished last; those that were skipped come after it. */
function nextLessonOf(module: Module, { lessonsDone, lastLesson }: Known): string | null {
	const after = module.lessons.findIndex((one) => lastLesson?.module === module.id && one.id === lastLesson.lesson) + 1;
	const inTurn = [...module.lessons.slice(after), ...module.lessons.slice(0, after)];
	return inTurn.find((lesson) => !lessonsDone.has(`${module.id}/${lesson.id}`))?.id ?? null;
}
