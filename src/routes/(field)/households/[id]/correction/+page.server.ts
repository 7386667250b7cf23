import { redirect } from '@sveltejs/kit';
import { correctHousehold } from '#lib/people/server/household-changes.ts';
import { householdCorrectionInput } from '#lib/people/server/household-input.ts';
import { act } from '../../../../form.ts';
import { readHouse } from '../../house-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => readHouse(locals, params.id, 'household.correct');

export const actions: Actions = {
	default: (event) =>
		act(event, householdCorrectionInput, async (words) => {
			const { locals, params } = event;
			const { house } = await readHouse(locals, params.id, 'household.correct');
			await correctHousehold(locals.db, locals.actor, { ...words, householdId: house.id }, locals.now);
			redirect(303, `/households/${house.id}?done`);
		})
};
