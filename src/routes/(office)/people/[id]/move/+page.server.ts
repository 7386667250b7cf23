import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { record } from '#lib/ledger/server/record.ts';
import { moveInput } from '#lib/people/server/input.ts';
import { moveResidence } from '#lib/people/server/residence.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { readPlacesToChoose } from '../../../../places-to-choose.ts';
import { act } from '../../../../form.ts';
import { readFor } from '../../person-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const shown = await readFor(locals, params.id, 'residence.move');
	// Most move within their ward; an empty choice asks for another one.
	const wanted = (url.searchParams.get('ward') ?? shown.person.wardCode) || null;
	const choice = await readPlacesToChoose(locals, placesFor(locals.actor, 'residence.move'), wanted);
	return { ...shown, choice, today: dayOf(locals.now) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, moveInput, async (move) => {
			const { locals, params } = event;
			const { person } = await readFor(locals, params.id, 'residence.move');
			await record(locals.db, locals.actor, moveResidence, { ...move, personId: person.id }, locals.now);
			redirect(303, `/people/${person.id}?done`);
		})
};
