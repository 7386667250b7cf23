import { redirect } from '@sveltejs/kit';
import { renameGroup } from '#lib/territory/server/group-changes.ts';
import { renamingInput } from '#lib/territory/server/group-input.ts';
import { readGroup } from '#lib/territory/server/groups.ts';
import { act } from '../../../../form.ts';
import { readOwnGroup } from '../../own-ward.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { groupId } = await readOwnGroup(locals, params.id, 'group.rename');
	const { id, name, kind } = await readGroup(locals.db, groupId);
	return { group: { id, name, kind } };
};

export const actions: Actions = {
	default: (event) =>
		act(event, renamingInput, async (renaming) => {
			const { locals, params } = event;
			const { wardCode } = await readOwnGroup(locals, params.id, 'group.rename');
			await renameGroup(locals.db, locals.actor, { ...renaming, groupId: params.id }, locals.now);
			redirect(303, `/groups?ward=${wardCode}&done=renamed`);
		})
};
