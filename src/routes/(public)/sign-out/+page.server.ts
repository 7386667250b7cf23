import { redirect } from '@sveltejs/kit';
import { endSessionHere } from '../sign-in/leaving.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (!locals.signIn) redirect(303, '/sign-in');
};

/** Leaving always works, whoever is signed in by now; nothing of it stays on the device. */
export const actions: Actions = {
	default: async (event) => {
		await endSessionHere(event);
		redirect(303, '/sign-in');
	}
};
