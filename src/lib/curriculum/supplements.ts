import type { Lesson, Library } from './content.ts';

const MOST_KEPT = 100;
const NONE: readonly string[] = [];

const kept = new WeakMap<Library, Map<string, Library>>();

/** A lesson's name in settings and progress. */
export function lessonCode(lesson: Pick<Lesson, 'module' | 'id'>): string {
	return `${lesson.module}/${lesson.id}`;
}

/** The lessons that are written for one province alone. */
export function supplementsOf(library: Library, provinceCode: string): Lesson[] {
	return library.supplements.filter((lesson) => lesson.local === provinceCode);
}

/**
 * The library as somebody knows it whose province has switched on some of its supplements (`module/lesson`): of the
 * others there is no lesson and no practice. What everybody learns is the same for all. Made once for each choice.
 */
export function libraryWith(library: Library, switchedOn: readonly string[] = NONE): Library {
	if (library.supplements.length === 0) return library;
	const choices = kept.get(library) ?? new Map<string, Library>();
	kept.set(library, choices);
	const key = switchedOn.join();
	const known = choices.get(key) ?? cut(library, new Set(switchedOn));
	if (choices.size >= MOST_KEPT) choices.clear();
	choices.set(key, known);
	return known;
}

function cut(library: Library, switchedOn: ReadonlySet<string>): Library {
	const hidden = new Set(library.supplements.map(lessonCode).filter((code) => !switchedOn.has(code)));
	const modules = library.modules.map((module) => {
		if (!module.supplements.some((lesson) => hidden.has(lessonCode(lesson)))) return module;
		return {
			...module,
			supplements: module.supplements.filter((lesson) => !hidden.has(lessonCode(lesson))),
			practice: module.practice.filter(({ lesson }) => lesson === null || !hidden.has(`${module.id}/${lesson}`))
		};
	});
	return { ...library, modules };
}
