import { redirect } from '@sveltejs/kit';
import { readClass } from '#lib/classes/server/class.ts';
import { cancelEvening } from '#lib/classes/server/meetings.ts';
import { readMeeting } from '#lib/classes/server/roll-call.ts';
import { nothingInput } from '#lib/learning/server/input.ts';
import { act } from '../../../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, name } = await readClass(locals.db, locals.actor, 'class.run', params.id);
	return { id, name, meeting: await readMeeting(locals.db, id, params.meeting) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params } = event;
			await cancelEvening(locals.db, locals.actor, { classId: params.id, meetingId: params.meeting }, locals.now);
			redirect(303, `/classes/${params.id}`);
		})
};
