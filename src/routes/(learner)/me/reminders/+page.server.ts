import { SMTP_URL } from '$app/env/private';
import { redirect } from '@sveltejs/kit';
import { listOwnReminders } from '#lib/compliance/server/reminders-own.ts';
import { mailAddressInput } from '#lib/sign-in/server/input.ts';
import { findMailAddress, setMailAddress } from '#lib/sign-in/server/mail-address.ts';
import { act } from '../../../form.ts';
import { whoIsHere } from '../staff.ts';
import type { Actions, PageServerLoad } from './$types';

/** What she was reminded of, and where she wants that as letters too. */
export const load: PageServerLoad = async ({ locals, url }) => ({
	...(await listOwnReminders(locals.db, whoIsHere(locals).id, locals.now)),
	address: await findMailAddress(locals.db, whoIsHere(locals).id),
	sends: SMTP_URL !== undefined,
	saved: url.searchParams.has('saved')
});

export const actions: Actions = {
	default: (event) =>
		act(event, mailAddressInput, async ({ address }) => {
			const { locals } = event;
			const actor = whoIsHere(locals);
			await setMailAddress(locals.db, actor, { personId: actor.id, address }, locals.now);
			redirect(303, '/me/reminders?saved');
		})
};
