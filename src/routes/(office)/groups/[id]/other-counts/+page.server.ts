import { redirect } from '@sveltejs/kit';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { otherCountInput } from '#lib/territory/server/group-input.ts';
import { noteOtherCount } from '#lib/territory/server/other-counts.ts';
import { act } from '../../../../form.ts';
import { readOwnGroup } from '../../own-ward.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	group: await readOwnGroup(locals, params.id, 'other_count.note'),
	countId: newId(locals.now),
	today: dayOf(locals.now)
});

export const actions: Actions = {
	default: (event) =>
		act(event, otherCountInput, async (count) => {
			const { locals, params } = event;
			await readOwnGroup(locals, params.id, 'other_count.note');
			await noteOtherCount(locals.db, locals.actor, { ...count, groupId: params.id }, locals.now);
			redirect(303, `/groups/${params.id}/declarations?done`);
		})
};
