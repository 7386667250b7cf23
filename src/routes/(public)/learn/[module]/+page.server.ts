import { addressFor } from '#lib/curriculum/address.ts';
import type { Lesson } from '#lib/curriculum/content.ts';
import { findModule } from '#lib/curriculum/library.ts';
import { listLessonsDone } from '#lib/learning/server/lesson.ts';
import { notFound } from '#lib/shared/errors.ts';
import type { PageServerLoad } from './$types';

/** A module with its lessons; the first one not yet read is the next step. Her province's own lessons stand beside. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, library, signIn, language } = locals;
	const module = findModule(library, params.module);
	if (!module) throw notFound();
	const address = addressFor(module.audience, locals.address);
	const done = signIn ? await listLessonsDone(db, signIn.personId) : new Set<string>();
	const lineOf = ({ id, title, minutes }: Lesson) => ({
		id,
		minutes,
		title: title[language],
		done: done.has(`${module.id}/${id}`)
	});
	const lessons = module.lessons.map(lineOf);
	const standard = library.standards.find(({ modules }) => modules.includes(module.id));
	return {
		address,
		module: { id: module.id, title: module.title[language], icon: module.icon, audience: module.audience },
		introduction: library.introductionHtml(module, address),
		lessons,
		supplements: module.supplements.map(lineOf),
		next: lessons.find((lesson) => !lesson.done)?.id ?? null,
		test: standard?.moduleTest ?? null
	};
};
