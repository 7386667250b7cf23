import { redirect } from '@sveltejs/kit';
import { listEvenings, readClass } from '#lib/classes/server/class.ts';
import { eveningInput } from '#lib/classes/server/input.ts';
import { addEvening } from '#lib/classes/server/meetings.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const { id, name } = await readClass(db, actor, 'class.run', params.id);
	const last = (await listEvenings(db, id)).at(-1);
	const usual = { starts: last?.starts ?? '19:00', ends: last?.ends ?? '21:00' };
	return { id, name, meetingId: newId(now), today: dayOf(now), ...usual };
};

export const actions: Actions = {
	default: (event) =>
		act(event, eveningInput, async (input) => {
			const { locals, params } = event;
			await addEvening(locals.db, locals.actor, { classId: params.id, ...input }, locals.now);
			redirect(303, `/classes/${params.id}`);
		})
};
