import { redirect } from '@sveltejs/kit';
import { nothingInput } from '#lib/learning/server/input.ts';
import { voidCard } from '#lib/sign-in/server/cards.ts';
import { act } from '../../../../form.ts';
import { readResident } from '../reach.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { place: _place, ...person } = await readResident(locals, params.id, 'card.void');
	return { person };
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params } = event;
			const { id } = await readResident(locals, params.id, 'card.void');
			await voidCard(locals.db, locals.actor, id, locals.now);
			redirect(303, `/people/${id}/card?done=voided`);
		})
};
