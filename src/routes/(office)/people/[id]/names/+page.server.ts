import { redirect } from '@sveltejs/kit';
import { namesInput } from '#lib/people/server/input.ts';
import { correctNames } from '#lib/people/server/names.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { act } from '../../../../form.ts';
import { readFor } from '../../person-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const shown = await readFor(locals, params.id, 'person.correct');
	return { ...shown, everydayName: (await readPerson(locals.db, shown.person.id)).everydayName };
};

export const actions: Actions = {
	default: (event) =>
		act(event, namesInput, async (names) => {
			const { locals, params } = event;
			const { person } = await readFor(locals, params.id, 'person.correct');
			await correctNames(locals.db, locals.actor, { ...names, personId: person.id }, locals.now);
			redirect(303, `/people/${person.id}?done`);
		})
};
