import { redirect } from '@sveltejs/kit';
import { WARNING } from '#lib/openings/idle.ts';
import { cameFrom } from '#lib/ui/came-from.ts';
import { forgetSession } from '../sign-in/leaving.ts';
import type { PageServerLoad } from './$types';

/**
 * Nobody has touched a shared tablet for some minutes. First it asks; looking at this page keeps no session alive, so
 * that a little later nobody is signed in any more and the same page shows nothing but the way in.
 */
export const load: PageServerLoad = (event) => {
	const { locals, url, setHeaders } = event;
	if (!locals.tablet) redirect(303, '/');
	forgetSession(event);
	if (locals.signIn) setHeaders({ refresh: `${WARNING + 1};url=/lock` });
	return { back: locals.signIn ? cameFrom(url.searchParams.get('back'), url.origin) : null };
};
