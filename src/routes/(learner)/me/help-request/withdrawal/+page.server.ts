import { redirect } from '@sveltejs/kit';
import { nothingInput } from '#lib/learning/server/input.ts';
import { findOpenOf } from '#lib/outreach/server/help-request-list.ts';
import { finishHelpRequest } from '#lib/outreach/server/help-requests.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { act } from '../../../../form.ts';
import { learnerId } from '../../../learner.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	if ((await findOpenOf(locals.db, learnerId(locals))) === null) redirect(303, '/me/help-request');
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { db, actor, now } = event.locals;
			const requestId = await findOpenOf(db, learnerId(event.locals));
			if (requestId) await finishHelpRequest(db, actor, { requestId, outcome: 'not_needed', on: dayOf(now) }, now);
			redirect(303, '/me');
		})
};
