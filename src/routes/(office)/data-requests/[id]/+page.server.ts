import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { requestAnswerInput } from '#lib/people/server/input.ts';
import { answerRequest, readRequest } from '#lib/people/server/requests.ts';
import { act } from '../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { request, person } = await readRequest(locals.db, locals.actor, params.id);
	const { id, fullName, everydayName, birthYear, residence, erasedOn } = person;
	return {
		request,
		mayAnswer: may(locals.actor, 'data_request.answer', person.place),
		person: {
			id,
			fullName,
			everydayName,
			birthYear,
			groupName: residence?.groupName ?? null,
			erased: erasedOn !== null
		}
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, requestAnswerInput, async (answer) => {
			const { locals, params } = event;
			await answerRequest(locals.db, locals.actor, { ...answer, requestId: params.id }, locals.now);
			redirect(303, '/data-requests?answered');
		})
};
