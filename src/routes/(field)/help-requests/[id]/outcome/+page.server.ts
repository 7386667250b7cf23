import { redirect } from '@sveltejs/kit';
import { outcomeInput } from '#lib/outreach/server/help-request-input.ts';
import { readHelpRequest } from '#lib/outreach/server/help-request-list.ts';
import { finishHelpRequest, mayFinish } from '#lib/outreach/server/help-requests.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const request = await readHelpRequest(db, actor, params.id);
	if (request.state === 'done') redirect(303, `/help-requests/${request.id}`);
	if (!(await mayFinish(db, actor, request, now))) throw notFound();
	return { request: { id: request.id, name: request.name }, today: dayOf(now) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, outcomeInput, async (done) => {
			const { db, actor, now } = event.locals;
			await finishHelpRequest(db, actor, { ...done, requestId: event.params.id }, now);
			redirect(303, '/help-requests?done');
		})
};
