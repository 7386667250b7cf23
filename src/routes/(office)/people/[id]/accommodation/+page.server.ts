import { redirect } from '@sveltejs/kit';
import { findAccommodation, setAccommodation } from '#lib/learning/server/accommodation.ts';
import { accommodationInput } from '#lib/learning/server/input.ts';
import { act } from '../../../../form.ts';
import { readAtWorkToo } from '../../person-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const shown = await readAtWorkToo(locals, params.id, 'accommodation.set');
	const granted = await findAccommodation(locals.db, shown.person.id);
	return { ...shown, granted: granted && { extraPercent: granted.extraPercent, reason: granted.reason } };
};

export const actions: Actions = {
	default: (event) =>
		act(event, accommodationInput, async (input) => {
			const { locals, params } = event;
			const { person } = await readAtWorkToo(locals, params.id, 'accommodation.set');
			await setAccommodation(locals.db, locals.actor, { ...input, personId: person.id }, locals.now);
			redirect(303, `/people/${person.id}/accommodation?done`);
		})
};
