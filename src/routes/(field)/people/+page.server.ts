import { findPeople } from '#lib/people/server/search.ts';
import type { PageServerLoad } from './$types';

/** Finds a resident of the reader's places by name, to give her a card or set her pictures back. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const typed = (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 100);
	return { typed, found: await findPeople(locals.db, locals.actor, 'card.issue', typed, locals.now) };
};
