import { redirect } from '@sveltejs/kit';
import { nothingInput } from '#lib/learning/server/input.ts';
import { resetSecondFactor } from '#lib/sign-in/server/staff-reset.ts';
import { act } from '../../../../form.ts';
import { readForHelp } from '../colleague.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, name } = await readForHelp(locals, params.id, 'second_factor.reset');
	return { id, name };
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params } = event;
			const { id } = await readForHelp(locals, params.id, 'second_factor.reset');
			await resetSecondFactor(locals.db, locals.actor, id, locals.now);
			redirect(303, `/staff/${id}?done`);
		})
};
