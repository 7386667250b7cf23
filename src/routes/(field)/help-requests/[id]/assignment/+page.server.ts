import { redirect } from '@sveltejs/kit';
import { assignmentInput } from '#lib/outreach/server/help-request-input.ts';
import { readHelpRequest } from '#lib/outreach/server/help-request-list.ts';
import { assignHelpRequest, listToSend } from '#lib/outreach/server/help-requests.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whom to send: who is in a team there today. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const request = await readHelpRequest(db, actor, params.id);
	const members = await listToSend(db, actor, request, now);
	if (members.length === 0) throw notFound();
	return {
		request: { id: request.id, name: request.name, memberId: request.memberId },
		members: [...new Map(members.map((one) => [one.personId, one])).values()].map(({ id, name, trainedOn }) => ({
			...{ id, name },
			trained: trainedOn !== null
		}))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, assignmentInput, async ({ memberId }) => {
			const { db, actor, now } = event.locals;
			await assignHelpRequest(db, actor, { requestId: event.params.id, memberId }, now);
			redirect(303, `/help-requests/${event.params.id}?done`);
		})
};
