import { redirect } from '@sveltejs/kit';
import { addressFor } from '#lib/curriculum/address.ts';
import { listOpenQuestions } from '#lib/learning/server/asking.ts';
import { numberOf } from '#lib/learning/server/witness.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isOnline, ownAttempt, subjectOf, wayOn } from '../../../learner.ts';
import type { PageServerLoad } from './$types';

/** The test's number, by which the witness finds it; she goes on once he has said that it is her. */
export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const attempt = await ownAttempt(event);
	if (attempt.submittedAt) redirect(303, `/attempts/${attempt.id}`);
	const { door, title, home, audience } = subjectOf(locals.library, attempt);
	if (door === 'practice' || (await isOnline(locals.db, attempt))) throw notFound();
	const open = await listOpenQuestions(locals.db, attempt);
	return {
		address: addressFor(audience, locals.address),
		title,
		home,
		number: numberOf(attempt.id),
		witnessed: attempt.witnessedStartAt !== null,
		tooLate: attempt.witnessedStartAt === null && open.length < attempt.form.length,
		on: await wayOn(locals.db, attempt)
	};
};
