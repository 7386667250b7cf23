import { redirect } from '@sveltejs/kit';
import { addressFor } from '#lib/curriculum/address.ts';
import { saveAnswer } from '#lib/learning/server/answer.ts';
import { ask, readPosed, readQuestionOf } from '#lib/learning/server/asking.ts';
import { answerInput } from '#lib/learning/server/input.ts';
import { isComplete } from '#lib/learning/server/mark.ts';
import { questionScript } from '#lib/shared/spoken.ts';
import { act } from '../../../../form.ts';
import { isOnline, learnerId, ownAttempt, readNumber, subjectOf, wayOn } from '../../../learner.ts';
import { afterAnswer, backFrom } from './way.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const attempt = await ownAttempt(event);
	if (attempt.submittedAt) redirect(303, `/attempts/${attempt.id}`);
	const n = readNumber(params.n);
	if (await isOnline(locals.db, attempt)) redirect(303, await wayOn(locals.db, attempt));
	const page = url.searchParams.get('page');
	const posed = await readPosed(locals.db, attempt, n);
	const { title, door, home, audience } = subjectOf(locals.library, attempt);
	const address = addressFor(audience, locals.address);
	const asked = ask(posed, page === null ? undefined : readNumber(page), address);
	const recordings = {
		question: locals.recordingsOf(questionScript(asked)),
		prompt: asked.prompt === null ? [] : locals.recordingsOf(asked.prompt),
		options: asked.options.map((option) => locals.recordingsOf(option.text))
	};
	return {
		n,
		of: attempt.form.length,
		asked,
		recordings,
		title,
		practice: door === 'practice',
		back: backFrom(attempt.id, n, asked.page),
		home,
		last: n === attempt.form.length && asked.page === asked.pages
	};
};

/** Saves one page; the last save wins. An attempt that is handed in shows its result, whatever is sent. */
export const actions: Actions = {
	default: (event) =>
		act(event, answerInput, async ({ page, choice }) => {
			const { locals, params } = event;
			const attempt = await ownAttempt(event);
			if (attempt.submittedAt) redirect(303, `/attempts/${attempt.id}`);
			const n = readNumber(params.n);
			const question = await readQuestionOf(locals.db, attempt, n);
			const chosen = { attemptId: attempt.id, n, page, chosen: choice };
			const answer = await saveAnswer(locals.db, locals.actor, learnerId(locals), question, chosen, locals.now);
			redirect(303, afterAnswer(attempt, n, page, isComplete(question, answer)));
		})
};
