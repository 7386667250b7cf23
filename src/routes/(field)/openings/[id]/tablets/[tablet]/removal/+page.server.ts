import { redirect } from '@sveltejs/kit';
import { nothingInput } from '#lib/learning/server/input.ts';
import { putOutTablet } from '#lib/openings/server/tablet.ts';
import { act } from '../../../../../../form.ts';
import { readOnTablet } from '../on-tablet.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { number, learner } = await readOnTablet(locals, params);
	return { back: `/openings/${params.id}`, number, name: learner?.name ?? null };
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params } = event;
			await putOutTablet(locals.db, locals.actor, params.id, params.tablet, locals.now);
			redirect(303, `/openings/${params.id}?done=put_out`);
		})
};
