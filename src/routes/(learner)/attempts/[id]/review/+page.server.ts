import { redirect } from '@sveltejs/kit';
import { addressFor } from '#lib/curriculum/address.ts';
import { readStandard } from '#lib/curriculum/server/versions.ts';
import { explainAttempt } from '#lib/learning/server/explaining.ts';
import { isOnline, ownAttempt, subjectOf, wayOn } from '../../../learner.ts';
import { reviewFrom } from '../result.ts';
import type { PageServerLoad } from './$types';

/**
 * The questions that were not right, with what would have been and why; only of what is handed in. Of a test of
 * officials every question, once the hours have passed in which others may still be asked the same.
 */
export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const attempt = await ownAttempt(event);
	if (!attempt.submittedAt) redirect(303, await wayOn(locals.db, attempt));
	const online = await isOnline(locals.db, attempt);
	if (online) {
		const rules = await readStandard(locals.db, attempt.standardHash ?? '');
		if (reviewFrom(rules, attempt.submittedAt) > locals.now) redirect(303, `/attempts/${attempt.id}`);
	}
	const { title, audience } = subjectOf(locals.library, attempt);
	const address = addressFor(audience, locals.address);
	const explained = await explainAttempt(locals.db, attempt, address);
	const shown = [...explained.values()].filter((question) => online || !question.right);
	return { id: attempt.id, address, title, online, shown };
};
