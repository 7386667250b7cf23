import { redirect } from '@sveltejs/kit';
import { endClass } from '#lib/classes/server/board.ts';
import { readClass } from '#lib/classes/server/class.ts';
import { closureInput } from '#lib/classes/server/input.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, name, closedOn } = await readClass(locals.db, locals.actor, 'class.run', params.id);
	if (closedOn !== null) redirect(303, `/classes/${id}`);
	return { id, name, today: dayOf(locals.now) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, closureInput, async ({ on }) => {
			const { db, actor, library, now } = event.locals;
			await endClass(db, actor, library, { classId: event.params.id, on }, now);
			redirect(303, `/classes/${event.params.id}`);
		})
};
