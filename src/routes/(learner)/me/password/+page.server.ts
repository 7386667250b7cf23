import { redirect } from '@sveltejs/kit';
import { newPasswordInput } from '#lib/sign-in/server/input.ts';
import { changePassword, readPasswordState } from '#lib/sign-in/server/staff.ts';
import { act } from '../../../form.ts';
import { whoIsHere } from '../staff.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	...(await readPasswordState(locals.db, whoIsHere(locals))),
	done: url.searchParams.has('done')
});

export const actions: Actions = {
	default: (event) =>
		act(event, newPasswordInput, async (change) => {
			const { locals } = event;
			await changePassword(locals.db, whoIsHere(locals), change, event.getClientAddress(), locals.now);
			redirect(303, '/me/password?done');
		})
};
