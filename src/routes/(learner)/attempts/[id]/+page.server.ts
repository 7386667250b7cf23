import { redirect } from '@sveltejs/kit';
import { readPerson } from '#lib/people/server/person.ts';
import { learnerId, ownAttempt, subjectOf, wayOn } from '../../learner.ts';
import { readPracticeResult, readTestResult } from './result.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, library } = event.locals;
	const attempt = await ownAttempt(event);
	if (!attempt.submittedAt) redirect(303, await wayOn(db, attempt));
	const personId = learnerId(event.locals);
	const { title, door } = subjectOf(library, attempt);
	const result =
		door === 'practice'
			? await readPracticeResult(db, library, attempt)
			: await readTestResult(db, library, attempt, personId);
	const { residence } = await readPerson(db, personId);
	return { id: attempt.id, title, result, residenceConfirmed: residence !== null && residence.confirmedOn !== null };
};
