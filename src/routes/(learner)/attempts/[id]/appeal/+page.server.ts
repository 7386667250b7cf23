import { redirect } from '@sveltejs/kit';
import { addressFor } from '#lib/curriculum/address.ts';
import { lastAppealDay } from '#lib/learning/appeal.ts';
import { fileAppeal, listAppealsOf } from '#lib/learning/server/appeals.ts';
import { appealInput } from '#lib/learning/server/input.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../form.ts';
import { isOnline, learnerId, ownAttempt, subjectOf, wayOn } from '../../../learner.ts';
import type { Actions, PageServerLoad } from './$types';

/** What an official appealed against about a test of hers, and what else she may, until the last day. */
export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const attempt = await ownAttempt(event);
	if (!attempt.submittedAt) redirect(303, await wayOn(locals.db, attempt));
	if (!(await isOnline(locals.db, attempt))) throw notFound();
	const { title, audience } = subjectOf(locals.library, attempt);
	const last = lastAppealDay(attempt.submittedAt);
	const appeals = await listAppealsOf(locals.db, attempt.id);
	return {
		id: attempt.id,
		appealId: newId(locals.now),
		address: addressFor(audience, locals.address),
		title,
		of: attempt.form.length,
		appeals,
		last: writeDay(last),
		open: dayOf(locals.now) <= last
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, appealInput, async ({ appealId, ...about }) => {
			const { db, actor, now } = event.locals;
			const personId = learnerId(event.locals);
			await fileAppeal(db, actor, { ...about, id: appealId, personId, attemptId: event.params.id }, now);
			redirect(303, `/attempts/${event.params.id}/appeal`);
		})
};
