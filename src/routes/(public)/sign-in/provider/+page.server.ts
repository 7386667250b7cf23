import { redirect } from '@sveltejs/kit';
import { leaveFor } from '../provider-trip.ts';
import { nextPath } from '../../../audience.ts';
import type { PageServerLoad } from './$types';

/** Leaves for the provider. By a link and no form, whose redirects the content security policy would keep at home. */
export const load: PageServerLoad = async (event) => {
	const next = nextPath(event.url.searchParams.get('next'), '');
	redirect(303, await leaveFor(event, { next }), { external: true });
};
