import { redirect } from '@sveltejs/kit';
import { nothingInput } from '#lib/learning/server/input.ts';
import { closeOpening, readOpening } from '#lib/openings/server/opening.ts';
import { act } from '../../../../form.ts';
import { readFloor } from '../floor.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const opening = await readOpening(locals.db, locals.actor, params.id, locals.now);
	if (!opening.live) redirect(303, `/openings/${opening.id}`);
	const { tablets } = await readFloor(locals, opening);
	return {
		id: opening.id,
		point: opening.point.name,
		tablets: tablets.length,
		learners: tablets.filter(({ learner }) => learner).length
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params } = event;
			await closeOpening(locals.db, locals.actor, params.id, locals.now);
			redirect(303, `/openings/${params.id}`);
		})
};
