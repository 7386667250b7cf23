import { findModule } from '#lib/curriculum/library.ts';
import { listLessonsDone } from '#lib/learning/server/lesson.ts';
import { notFound } from '#lib/shared/errors.ts';
import type { PageServerLoad } from './$types';

/** A module with its lessons; the first one not yet read is the next step. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, library, signIn, language, address } = locals;
	const module = findModule(library, params.module);
	if (!module) throw notFound();
	const done = signIn ? await listLessonsDone(db, signIn.personId) : new Set<string>();
	const lessons = module.lessons.map(({ id, title, minutes }) => ({
		id,
		minutes,
		title: title[language],
		done: done.has(`${module.id}/${id}`)
	}));
	const standard = library.standards.find(({ modules }) => modules.includes(module.id));
	return {
		module: { id: module.id, title: module.title[language], icon: module.icon },
		introduction: library.introductionHtml(module, address),
		lessons,
		next: lessons.find((lesson) => !lesson.done)?.id ?? null,
		test: standard?.moduleTest ?? null
	};
};
