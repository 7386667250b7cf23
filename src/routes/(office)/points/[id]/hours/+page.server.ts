import { redirect } from '@sveltejs/kit';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { hoursInput } from '#lib/territory/server/input.ts';
import { addHours } from '#lib/territory/server/point-times.ts';
import { act } from '../../../../form.ts';
import { readOwnPoint } from '../../own-point.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	point: await readOwnPoint(locals, params.id),
	hoursId: newId(locals.now),
	today: dayOf(locals.now)
});

export const actions: Actions = {
	default: (event) =>
		act(event, hoursInput, async (hours) => {
			const { db, actor, now } = event.locals;
			const { id } = await readOwnPoint(event.locals, event.params.id);
			await addHours(db, actor, id, hours, now);
			redirect(303, `/points/${id}?done`);
		})
};
