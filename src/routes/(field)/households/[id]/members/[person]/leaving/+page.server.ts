import { redirect } from '@sveltejs/kit';
import { leaveHousehold } from '#lib/people/server/household-changes.ts';
import { dayInput } from '#lib/people/server/household-input.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../../../form.ts';
import { readResident } from '../../../../../people/[id]/reach.ts';
import { readHouse } from '../../../../house-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { house, living } = await readHouse(locals, params.id, 'household.leave');
	const member = living.find(({ personId }) => personId === params.person);
	if (!member) throw notFound();
	return { house, member, today: dayOf(locals.now) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, dayInput, async ({ on }) => {
			const { locals, params } = event;
			const { house, living } = await readHouse(locals, params.id, 'household.leave');
			if (living.some(({ personId }) => personId === params.person)) {
				const stay = { householdId: house.id, personId: params.person, on };
				await leaveHousehold(locals.db, locals.actor, stay, locals.now);
			} else {
				// The second tap finds her gone already.
				const { place } = await readResident(locals, params.person, 'household.leave');
				if (place.groupId !== house.groupId) throw notFound();
			}
			redirect(303, `/households/${house.id}?done`);
		})
};
