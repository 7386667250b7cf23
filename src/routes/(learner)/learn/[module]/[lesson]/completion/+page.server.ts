import { redirect } from '@sveltejs/kit';
import { addressFor } from '#lib/curriculum/address.ts';
import { findLesson, findModule, nextLesson, practiceOf } from '#lib/curriculum/library.ts';
import { record } from '#lib/ledger/server/record.ts';
import { completionInput } from '#lib/learning/server/input.ts';
import { completeLesson } from '#lib/learning/server/lesson.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../../form.ts';
import { learnerId } from '../../../../learner.ts';
import { doneIn } from '../../../../next-step.ts';
import { readStanding } from '../../../../standing.ts';
import type { Actions, PageServerLoad } from './$types';

/** What to do after a lesson: try it, or go on. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { library } = locals;
	const module = findModule(library, params.module);
	const lesson = findLesson(library, params.module, params.lesson);
	if (!module || !lesson) throw notFound();
	const standing = await readStanding(locals.db, library, learnerId(locals));
	if (!standing.lessonsDone.has(`${module.id}/${lesson.id}`)) redirect(303, `/learn/${module.id}/${lesson.id}`);
	const next = nextLesson(library, lesson);
	return {
		address: addressFor(module.audience, locals.address),
		module: { id: module.id, title: module.title, lessons: module.lessons.length, done: doneIn(module, standing) },
		lesson: { id: lesson.id, title: lesson.title, local: lesson.local !== null },
		audience: module.audience,
		practice: practiceOf(library, lesson).length > 0,
		next: next && { id: next.id, title: next.title },
		test: library.standards.some((standard) => standard.modules.includes(module.id))
	};
};

/** "Tôi đã học xong". Said twice, the first day stands. */
export const actions: Actions = {
	default: (event) =>
		act(event, completionInput, async ({ eventId }) => {
			const { locals, params, url } = event;
			const lesson = findLesson(locals.library, params.module, params.lesson);
			if (!lesson) throw notFound();
			const read = {
				eventId: eventId ?? newId(locals.now),
				personId: learnerId(locals),
				module: lesson.module,
				lesson: lesson.id,
				contentHash: lesson.hash
			};
			await record(locals.db, locals.actor, completeLesson, read, locals.now);
			redirect(303, url.pathname);
		})
};
