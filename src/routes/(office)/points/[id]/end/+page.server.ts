import { redirect } from '@sveltejs/kit';
import { dayOf } from '#lib/shared/dates.ts';
import { endInput } from '#lib/territory/server/input.ts';
import { endLearningPoint } from '#lib/territory/server/points.ts';
import { act } from '../../../../form.ts';
import { readOwnPoint } from '../../own-point.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	point: await readOwnPoint(locals, params.id),
	today: dayOf(locals.now)
});

export const actions: Actions = {
	default: (event) =>
		act(event, endInput, async ({ on }) => {
			const { db, actor, now } = event.locals;
			const { id, wardCode } = await readOwnPoint(event.locals, event.params.id);
			await endLearningPoint(db, actor, id, on, now);
			redirect(303, `/points?ward=${wardCode}&ended`);
		})
};
