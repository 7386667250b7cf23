import { redirect } from '@sveltejs/kit';
import { addressFor } from '#lib/curriculum/address.ts';
import { explainAttempt } from '#lib/learning/server/explaining.ts';
import { ownAttempt, subjectOf, wayOn } from '../../../learner.ts';
import type { PageServerLoad } from './$types';

/** The questions that were not right, with what would have been and why; only of what is handed in. */
export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const attempt = await ownAttempt(event);
	if (!attempt.submittedAt) redirect(303, await wayOn(locals.db, attempt));
	const { title, audience } = subjectOf(locals.library, attempt);
	const address = addressFor(audience, locals.address);
	const explained = await explainAttempt(locals.db, attempt, address);
	return { id: attempt.id, address, title, wrong: [...explained.values()].filter((question) => !question.right) };
};
