import { redirect } from '@sveltejs/kit';
import { listKeptGroups } from '#lib/people/server/ward-groups.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { newGroupInput } from '#lib/territory/server/group-input.ts';
import { createGroup } from '#lib/territory/server/groups.ts';
import { act } from '../../../form.ts';
import { readOwnWard } from '../own-ward.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const ward = await readOwnWard(locals, url, 'group.create');
	// Most groups of a ward are of one kind.
	const [first] = await listKeptGroups(db, actor, ward, now);
	return { ward, kind: first?.kind ?? '', groupId: newId(now), today: dayOf(now) };
};

export const actions: Actions = {
	default: async (event) => {
		const { wardCode } = await readOwnWard(event.locals, event.url, 'group.create');
		return act(event, newGroupInput, async (group) => {
			const { db, actor, now } = event.locals;
			await createGroup(db, actor, { ...group, wardCode }, now);
			redirect(303, `/groups?ward=${wardCode}&done=created`);
		});
	}
};
