import { redirect } from '@sveltejs/kit';
import { listWaiting } from '#lib/people/server/assignment.ts';
import { endWaitingGroup } from '#lib/territory/server/group-changes.ts';
import { z } from 'zod';
import { act } from '../../../../../form.ts';
import { readOwnGroup } from '../../../own-ward.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	group: await readOwnGroup(locals, params.id, 'residence.assign')
});

export const actions: Actions = {
	default: (event) =>
		act(event, z.object({ end: z.literal('1', { error: 'invalid' }) }), async () => {
			const { db, actor, now } = event.locals;
			const { wardCode } = await readOwnGroup(event.locals, event.params.id, 'residence.assign');
			const { total } = await listWaiting(db, actor, event.params.id, now);
			await endWaitingGroup(db, actor, event.params.id, total, now);
			redirect(303, `/groups?ward=${wardCode}`);
		})
};
