import { redirect } from '@sveltejs/kit';
import { nothingInput } from '#lib/learning/server/input.ts';
import { notFound } from '#lib/shared/errors.ts';
import { listInvitations, withdrawInvitation } from '#lib/sign-in/server/invitations.ts';
import { act } from '../../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const invitation = (await listInvitations(locals.db, locals.actor, locals.now)).find(({ id }) => id === params.id);
	if (!invitation) throw notFound();
	return { name: invitation.name };
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params } = event;
			await withdrawInvitation(locals.db, locals.actor, params.id, locals.now);
			redirect(303, '/staff?done');
		})
};
