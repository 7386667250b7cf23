import { redirect } from '@sveltejs/kit';
import { dataRequestInput } from '#lib/people/server/input.ts';
import { consentsNeeded } from '#lib/people/consent.ts';
import { dueDays } from '#lib/people/requests.ts';
import { fileRequest } from '#lib/people/server/requests.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../form.ts';
import { readResident } from '../reach.ts';
import type { Actions, PageServerLoad } from './$types';

/** Somebody of the team writes down what a person asks about her own data. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { id, name, birthYear } = await readResident(locals, params.id, 'data_request.file');
	const filed = url.searchParams.get('filed');
	const isKnown = filed === 'access' || filed === 'correction' || filed === 'objection' || filed === 'erasure';
	return {
		person: { id, name },
		requestId: newId(locals.now),
		isChild: consentsNeeded(birthYear, dayOf(locals.now)).length > 0,
		changed: url.searchParams.has('done'),
		due: isKnown ? dueDays(filed, locals.now) : null
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, dataRequestInput, async ({ requestId, ...request }) => {
			const { locals, params } = event;
			const { id } = await readResident(locals, params.id, 'data_request.file');
			await fileRequest(locals.db, locals.actor, { ...request, id: requestId, personId: id }, locals.now);
			redirect(303, `/people/${id}/data-request?filed=${request.kind}`);
		})
};
