import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { foundHousehold } from '#lib/people/server/household-changes.ts';
import { newHouseholdInput } from '#lib/people/server/household-input.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { act } from '../../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	group: await readGroup(locals, params.id),
	householdId: newId(locals.now)
});

export const actions: Actions = {
	default: (event) =>
		act(event, newHouseholdInput, async (house) => {
			const { locals, params } = event;
			const { id: groupId } = await readGroup(locals, params.id);
			await foundHousehold(locals.db, locals.actor, { ...house, groupId }, locals.now);
			redirect(303, `/households/${house.householdId}?done`);
		})
};

async function readGroup({ db, actor }: App.Locals, id: string) {
	const group = await placeOfGroup(db, id);
	if (!may(actor, 'household.found', group)) throw notFound();
	return { id: group.groupId, name: group.groupName };
}
