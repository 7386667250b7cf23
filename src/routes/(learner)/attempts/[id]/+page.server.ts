import { redirect } from '@sveltejs/kit';
import { addressFor } from '#lib/curriculum/address.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { learnerId, ownAttempt, subjectOf, wayOn } from '../../learner.ts';
import { sayScore, sayVerdict } from '#lib/learning/said-result.ts';
import type { Address, Bilingual } from '#lib/curriculum/content.ts';
import type { Recording } from '#lib/shared/spoken.ts';
import { readPracticeResult, readTestResult } from './result.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, library } = event.locals;
	const attempt = await ownAttempt(event);
	if (!attempt.submittedAt) redirect(303, await wayOn(db, attempt));
	const personId = learnerId(event.locals);
	const { title, door, audience } = subjectOf(library, attempt);
	const result =
		door === 'practice'
			? await readPracticeResult(db, library, attempt)
			: await readTestResult(db, library, attempt, personId);
	const address = addressFor(audience, event.locals.address);
	const recordings = recordingsOf(event.locals.recordingsOf, result, title, address);
	const { residence } = await readPerson(db, personId);
	return {
		id: attempt.id,
		title,
		result,
		recordings,
		address,
		audience,
		reviewLater: result.door !== 'practice' && result.online !== null && result.online.reviewFrom > event.locals.now,
		residenceConfirmed: residence !== null && residence.confirmedOn !== null
	};
};

type Result = Awaited<ReturnType<typeof readPracticeResult | typeof readTestResult>>;

/** Of the score and of what it means, where somebody has recorded them. */
function recordingsOf(
	of: App.Locals['recordingsOf'],
	result: Result,
	title: Bilingual,
	address: Address
): { score: Recording[]; verdict: Recording[] } {
	if (result.door === 'practice') return { score: of(sayScore({ ...result, counts: true }, address)), verdict: [] };
	return { score: of(sayScore(result, address)), verdict: of(sayVerdict({ ...result, title }, address)) };
}
