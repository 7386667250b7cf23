import { redirect } from '@sveltejs/kit';
import { bindBlankCard } from '#lib/sign-in/server/blank-cards.ts';
import { bindingInput } from '#lib/sign-in/server/input.ts';
import { forgetBlankCard, scannedNumber } from '../../../../blank-card.ts';
import { act } from '../../../../form.ts';
import { readResident } from '../reach.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { place, ...person } = await readResident(event.locals, event.params.id, 'card.issue');
	return { person, scanned: await scannedNumber(event, place.wardCode ?? '') };
};

export const actions: Actions = {
	default: (event) =>
		act(event, bindingInput, async ({ blankCard }) => {
			const { locals, params } = event;
			const { id } = await readResident(locals, params.id, 'card.issue');
			const { number } = await bindBlankCard(locals.db, locals.actor, id, blankCard, locals.now);
			forgetBlankCard(event);
			redirect(303, `/people/${id}/card?done=bound&number=${number}`);
		})
};
