import { addressFor } from '#lib/curriculum/address.ts';
import { findLesson, findModule, nextLesson, practiceOf, scenariosFor } from '#lib/curriculum/library.ts';
import { lessonScript } from '#lib/curriculum/server/script.ts';
import { listLessonsDone } from '#lib/learning/server/lesson.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import type { PageServerLoad } from './$types';

/** A lesson to read, signed in or not; signed in, also the form that says it has been read. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, library, signIn, language, now, recordingsOf } = locals;
	const module = findModule(library, params.module);
	const lesson = findLesson(library, params.module, params.lesson);
	if (!module || !lesson) throw notFound();
	const address = addressFor(module.audience, locals.address);
	const done = signIn ? await listLessonsDone(db, signIn.personId) : new Set<string>();
	const { id, hash, title, goal, minutes, updated, checkBy, facts } = lesson;
	return {
		address,
		module: { id: module.id, title: module.title[language] },
		lesson: { id, hash, goal, minutes, updated, checkBy, facts, title: title[language], local: lesson.local !== null },
		recordings: recordingsOf(lessonScript(lesson, address)),
		html: library.lessonHtml(lesson, address),
		done: done.has(`${module.id}/${id}`),
		overdue: dayOf(now) > checkBy,
		scenarios: scenariosFor(library, lesson).map((one) => ({ id: one.id, title: one.title[language] })),
		practice: practiceOf(library, lesson).length > 0,
		next: nextLesson(library, lesson)?.id ?? null,
		eventId: newId(now)
	};
};
