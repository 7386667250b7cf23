import { placesFor } from '#lib/access/permissions.ts';
import { findPeople } from '#lib/people/server/search.ts';
import type { PageServerLoad } from './$types';

/** Finds a resident of the reader's places by name: to give her a card or set her pictures back, or to look at her evidence. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const typed = (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 100);
	return {
		typed,
		found: await findPeople(db, actor, 'person.find', typed, now),
		mayIssue: placesFor(actor, 'card.issue').length > 0
	};
};
