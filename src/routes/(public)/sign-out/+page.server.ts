import { redirect } from '@sveltejs/kit';
import { endSession } from '#lib/sign-in/server/sessions.ts';
import { dropCookie, sessionCookie } from '../../cookies.ts';
import { forgetCard } from '../sign-in/begin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (!locals.signIn) redirect(303, '/sign-in');
};

/** Leaving always works, whoever is signed in by now; nothing of it stays on the device. */
export const actions: Actions = {
	default: async (event) => {
		const { locals, cookies, url, setHeaders } = event;
		if (locals.signIn) await endSession(locals.db, locals.signIn.id);
		dropCookie(cookies, sessionCookie(url));
		forgetCard(event);
		setHeaders({ 'clear-site-data': '"cache"' });
		redirect(303, '/sign-in');
	}
};
