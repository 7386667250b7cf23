import { fail, redirect } from '@sveltejs/kit';
import { addressFor } from '#lib/curriculum/address.ts';
import { record } from '#lib/ledger/server/record.ts';
import { listOpenQuestions } from '#lib/learning/server/asking.ts';
import type { Attempt } from '#lib/learning/server/attempt.ts';
import { submissionInput } from '#lib/learning/server/input.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import { numberOf } from '#lib/learning/server/witness.ts';
import { mostHelpBetween } from '#lib/openings/server/help.ts';
import { act, type Refused } from '../../../../form.ts';
import { problemText } from '../../../../refusal.ts';
import { isOnline, learnerId, ownAttempt, subjectOf, wayOn } from '../../../learner.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const attempt = await ownAttempt(event);
	if (attempt.submittedAt) redirect(303, `/attempts/${attempt.id}`);
	if (await isOnline(locals.db, attempt)) redirect(303, await wayOn(locals.db, attempt));
	const { title, door, audience } = subjectOf(locals.library, attempt);
	const { assistance } = await mostHelpBetween(locals.db, attempt.personId, attempt.startedAt, locals.now);
	return {
		id: attempt.id,
		// What was noted at the tablet meanwhile counts at least; it is not asked as if nobody knew.
		noted: assistance === 'none' ? '' : assistance,
		address: addressFor(audience, locals.address),
		title,
		of: attempt.form.length,
		unanswered: await listOpenQuestions(locals.db, attempt),
		step: door === 'practice' ? ('practice' as const) : stepOf(attempt, url.searchParams.has('alone')),
		alone: attempt.witnessedStartAt !== null && !isWitnessed(attempt),
		number: numberOf(attempt.id)
	};
};

/** Hands in, once: whatever is sent again or later, the first one's result is shown. */
export const actions: Actions = {
	default: (event) =>
		act(event, submissionInput, async ({ helped }) => {
			const { locals } = event;
			const attempt = await ownAttempt(event);
			const { door } = subjectOf(locals.library, attempt);
			if (!attempt.submittedAt) {
				if (!helped && door !== 'practice' && !isWitnessed(attempt)) return fail(422, helpMissing());
				const input = { attemptId: attempt.id, personId: learnerId(locals), helped: helped ?? ('none' as const) };
				await record(locals.db, locals.actor, submitAttempt, input, locals.now);
			}
			redirect(303, `/attempts/${attempt.id}`);
		})
};

/** At home she says who helped; with a witness he has the last word first, unless she goes on without him. */
function stepOf(attempt: Attempt, alone: boolean): 'home' | 'call_witness' | 'witnessed' {
	if (isWitnessed(attempt)) return 'witnessed';
	return attempt.witnessedStartAt && !alone ? 'call_witness' : 'home';
}

function isWitnessed({ witnessedStartAt, witnessedEndAt }: Attempt): boolean {
	return witnessedStartAt !== null && witnessedEndAt !== null;
}

function helpMissing(): Refused {
	return { typed: {}, problems: { helped: problemText('help_missing') }, refusal: null, code: null };
}
