import { redirect } from '@sveltejs/kit';
import { pointInput } from '#lib/territory/server/input.ts';
import { changeLearningPoint } from '#lib/territory/server/points.ts';
import { act } from '../../../../form.ts';
import { readOwnPoint } from '../../own-point.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({ point: await readOwnPoint(locals, params.id) });

export const actions: Actions = {
	default: (event) =>
		act(event, pointInput, async (facts) => {
			const { db, actor, now } = event.locals;
			const { id } = await readOwnPoint(event.locals, event.params.id);
			await changeLearningPoint(db, actor, id, facts, now);
			redirect(303, `/points/${id}?done`);
		})
};
