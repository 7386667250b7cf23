import { redirect } from '@sveltejs/kit';
import { linkInput } from '#lib/sign-in/server/input.ts';
import { useSignInLink } from '#lib/sign-in/server/links.ts';
import { act } from '../../../../form.ts';
import { enter, refuseOnTablet } from '../../begin.ts';
import type { Actions } from './$types';

/** Only the button uses the link up: programs that preview links open them with GET. */
export const actions: Actions = {
	default: (event) =>
		act(event, linkInput, async () => {
			const { locals, params } = event;
			refuseOnTablet(locals);
			const personId = await useSignInLink(locals.db, params.token, event.getClientAddress(), locals.now);
			redirect(303, await enter(event, personId, { method: 'link', secondFactor: false }));
		})
};
