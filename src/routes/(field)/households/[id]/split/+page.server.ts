import { redirect } from '@sveltejs/kit';
import { splitHousehold } from '#lib/people/server/household-changes.ts';
import { splitInput } from '#lib/people/server/household-input.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../form.ts';
import { readHouse } from '../../house-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	...(await readHouse(locals, params.id, 'household.split')),
	householdId: newId(locals.now),
	today: dayOf(locals.now)
});

export const actions: Actions = {
	default: (event) =>
		act(event, splitInput, async (split) => {
			const { locals, params } = event;
			const { house } = await readHouse(locals, params.id, 'household.split');
			await splitHousehold(locals.db, locals.actor, { ...split, fromId: house.id, groupId: house.groupId }, locals.now);
			redirect(303, `/households/${split.householdId}?done`);
		})
};
