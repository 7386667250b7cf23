import { redirect } from '@sveltejs/kit';
import { dataRequestInput } from '#lib/people/server/input.ts';
import { fileRequest } from '#lib/people/server/requests.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../form.ts';
import { learnerId } from '../../../learner.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ requestId: newId(locals.now) });

export const actions: Actions = {
	default: (event) =>
		act(event, dataRequestInput, async ({ requestId, ...request }) => {
			const { db, actor, now } = event.locals;
			await fileRequest(db, actor, { ...request, id: requestId, personId: learnerId(event.locals) }, now);
			redirect(303, '/me/data?done=filed');
		})
};
