import { PUBLIC_URL } from '$app/env/private';
import { nothingInput } from '#lib/learning/server/input.ts';
import { makeLinkForStaff } from '#lib/sign-in/server/staff-reset.ts';
import { qrOf } from '#lib/sign-in/qr.ts';
import { act } from '../../../../form.ts';
import { readForHelp } from '../colleague.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, name } = await readForHelp(locals, params.id, 'sign_in_link.make');
	return { id, name };
};

export const actions: Actions = {
	// The link is shown in the answer itself and never again: only its hash is kept.
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params, url } = event;
			const { id } = await readForHelp(locals, params.id, 'sign_in_link.make');
			const token = await makeLinkForStaff(locals.db, locals.actor, id, locals.now);
			const link = `${PUBLIC_URL ?? url.origin}/sign-in/link/${token}`;
			return { link, qr: qrOf(link) };
		})
};
