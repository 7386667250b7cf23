import { redirect } from '@sveltejs/kit';
import { findLesson, practiceOf } from '#lib/curriculum/library.ts';
import { startAttempt } from '#lib/learning/server/attempt.ts';
import { nothingInput } from '#lib/learning/server/input.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../../form.ts';
import { learnerId, wayOn } from '../../../../learner.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
	const lesson = findLesson(locals.library, params.module, params.lesson);
	if (!lesson || practiceOf(locals.library, lesson).length === 0) throw notFound();
	return { lesson: { id: lesson.id, module: lesson.module, title: lesson.title } };
};

/** Begins a round of practice or goes on with the open one. */
export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params } = event;
			const kind = { door: 'practice' as const, module: params.module, lesson: params.lesson };
			const attempt = await startAttempt(locals.db, locals.library, locals.actor, learnerId(locals), kind, locals.now);
			redirect(303, await wayOn(locals.db, attempt));
		})
};
