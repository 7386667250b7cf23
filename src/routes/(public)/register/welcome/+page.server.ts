import { redirect } from '@sveltejs/kit';
import { readPerson } from '#lib/people/server/person.ts';
import { findPicturesState } from '#lib/sign-in/server/pictures.ts';
import type { PageServerLoad } from './$types';

/** What follows for somebody who has just registered: learning now, a card and a confirmed residence later. */
export const load: PageServerLoad = async ({ locals }) => {
	if (!locals.signIn) redirect(303, '/register');
	const { personId } = locals.signIn;
	const person = await readPerson(locals.db, personId);
	return {
		group: person.residence?.groupName ?? null,
		hasPictures: (await findPicturesState(locals.db, personId)) !== 'none'
	};
};
