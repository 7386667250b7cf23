import { redirect } from '@sveltejs/kit';
import { nothingInput } from '#lib/learning/server/input.ts';
import { unlinkAccount } from '#lib/sign-in/server/provider-accounts.ts';
import { act } from '../../../../form.ts';
import { whoIsHere } from '../../staff.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			await unlinkAccount(event.locals.db, whoIsHere(event.locals), event.locals.now);
			redirect(303, '/me/provider');
		})
};
