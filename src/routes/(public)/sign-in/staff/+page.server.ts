import { redirect } from '@sveltejs/kit';
import { passwordInput } from '#lib/sign-in/server/input.ts';
import { checkPassword } from '#lib/sign-in/server/staff.ts';
import { act } from '../../../form.ts';
import { enter, forgetCard, refuseOnTablet, stepTo } from '../begin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	forgetCard(event);
	const { provider } = event.locals;
	return { provider: provider && { label: provider.label, way: stepTo('/sign-in/provider', event.url) } };
};

export const actions: Actions = {
	default: (event) =>
		act(event, passwordInput, async ({ loginName, password }) => {
			refuseOnTablet(event.locals);
			const { personId } = await checkPassword(event.locals.db, loginName, password, event.getClientAddress());
			redirect(303, await enter(event, personId, { method: 'password', secondFactor: false }));
		})
};
