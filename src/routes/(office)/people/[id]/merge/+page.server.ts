import { findPeople } from '#lib/people/server/search.ts';
import { readFor } from '../../person-page.ts';
import type { PageServerLoad } from './$types';

/** Looks for the other record of one person by name; the two are then compared. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const { person } = await readFor(locals, params.id, 'person.merge');
	const typed = url.searchParams.get('q') ?? person.name ?? '';
	const found = await findPeople(db, actor, 'person.merge', typed, now);
	return { person, typed, found: found.filter((one) => one.personId !== person.id) };
};
