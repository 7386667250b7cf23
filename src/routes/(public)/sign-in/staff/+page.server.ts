import { redirect } from '@sveltejs/kit';
import { passwordInput } from '#lib/sign-in/server/input.ts';
import { checkPassword } from '#lib/sign-in/server/staff.ts';
import { act } from '../../../form.ts';
import { beginSession, wayIn } from '../begin.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: (event) =>
		act(event, passwordInput, async ({ loginName, password }) => {
			const { personId } = await checkPassword(event.locals.db, loginName, password, event.getClientAddress());
			await beginSession(event, personId, 'password');
			redirect(303, await wayIn(event, personId, 'password'));
		})
};
