import { redirect } from '@sveltejs/kit';
import { addressFor } from '#lib/curriculum/address.ts';
import { listOpenQuestions } from '#lib/learning/server/asking.ts';
import { readExplained } from '#lib/learning/server/explaining.ts';
import { notFound } from '#lib/shared/errors.ts';
import { ownAttempt, readNumber, subjectOf } from '../../../../learner.ts';
import type { PageServerLoad } from './$types';

/** In practice: whether the answer was right, and why. A test explains itself only after it is handed in. */
export const load: PageServerLoad = async (event) => {
	const { locals, params } = event;
	const attempt = await ownAttempt(event);
	if (attempt.submittedAt) redirect(303, `/attempts/${attempt.id}`);
	const n = readNumber(params.n);
	const { door, title, audience } = subjectOf(locals.library, attempt);
	if (door !== 'practice') throw notFound();
	const open = await listOpenQuestions(locals.db, attempt);
	if (open.includes(n)) redirect(303, `/attempts/${attempt.id}/${n}`);
	const next = n < attempt.form.length ? n + 1 : open[0];
	const address = addressFor(audience, locals.address);
	const explained = await readExplained(locals.db, attempt, n, address);
	return {
		address,
		title,
		of: attempt.form.length,
		explained,
		recordings: locals.recordingsOf(explained.explain),
		again: `/attempts/${attempt.id}/${n}?page=1`,
		on: next === undefined ? null : `/attempts/${attempt.id}/${next}`,
		submission: `/attempts/${attempt.id}/submission`
	};
};
