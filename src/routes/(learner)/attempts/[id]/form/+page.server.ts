import { fail, redirect } from '@sveltejs/kit';
import { addressFor } from '#lib/curriculum/address.ts';
import { closeOverdue } from '#lib/ledger/server/close-expired.ts';
import { record } from '#lib/ledger/server/record.ts';
import { isOverdue } from '#lib/learning/deadline.ts';
import { timeUp } from '#lib/learning/server/attempt.ts';
import { wholeFormInput } from '#lib/learning/server/input.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import { readWholeForm, saveWholeForm } from '#lib/learning/server/whole-form.ts';
import { writeTime } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { act } from '../../../../form.ts';
import { isOnline, learnerId, ownAttempt, subjectOf, wayOn } from '../../../learner.ts';
import { stillMissing } from './missing.ts';
import type { Actions, PageServerLoad } from './$types';

/** A whole form on one page. After a refusal it stays here and shows what is saved, even where the test is closed by now. */
export const load: PageServerLoad = async (event) => {
	const { locals, request, url } = event;
	const attempt = await ownAttempt(event);
	if (!(await isOnline(locals.db, attempt))) redirect(303, await wayOn(locals.db, attempt));
	if (attempt.submittedAt && request.method === 'GET') redirect(303, `/attempts/${attempt.id}`);
	const { title, home, audience } = subjectOf(locals.library, attempt);
	const address = addressFor(audience, locals.address);
	return {
		id: attempt.id,
		address,
		title,
		home,
		questions: await readWholeForm(locals.db, attempt, address),
		until: attempt.deadlineAt && writeTime(attempt.deadlineAt),
		closed: attempt.submittedAt !== null || isOverdue(attempt, locals.now),
		saved: url.searchParams.get('saved')
	};
};

/** Saves what the page sent, and hands in where that was asked; what is handed in shows its result, whatever is sent. */
export const actions: Actions = {
	default: (event) =>
		act(event, wholeFormInput, async ({ step, anyway, helped, sent }) => {
			const { db, actor, now } = event.locals;
			const attempt = await ownAttempt(event);
			if (attempt.submittedAt) redirect(303, `/attempts/${attempt.id}`);
			if (!(await isOnline(db, attempt))) redirect(303, await wayOn(db, attempt));
			if (isOverdue(attempt, now)) {
				await closeOverdue(db, attempt, now);
				throw new DomainError('attempt_time_up', 409, timeUp(attempt));
			}
			const input = { attemptId: attempt.id, personId: learnerId(event.locals) };
			await saveWholeForm(db, actor, input.personId, { attemptId: attempt.id, sent }, now);
			if (step === 'save') redirect(303, `/attempts/${attempt.id}/form?saved=${writeTime(now)}`);
			const missing = await stillMissing(db, attempt, { anyway, helped });
			if (missing) return fail(422, missing);
			await record(db, actor, submitAttempt, { ...input, helped: helped ?? 'none' }, now);
			redirect(303, `/attempts/${attempt.id}`);
		})
};
