import { redirect } from '@sveltejs/kit';
import { witnessStartInput } from '#lib/learning/server/input.ts';
import { listPointsToWitness, witnessStart } from '#lib/learning/server/witness.ts';
import { act } from '../../../../form.ts';
import { afterWord, readOpenTest } from '../open-test.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	...(await readOpenTest(locals, params.id)),
	points: (await listPointsToWitness(locals.db, locals.actor, locals.now)).map(({ id, name, address }) => ({
		id,
		name,
		address
	}))
});

export const actions: Actions = {
	default: (event) =>
		act(event, witnessStartInput, async ({ learningPointId }) => {
			const { locals, params } = event;
			const { test } = await readOpenTest(locals, params.id);
			await witnessStart(locals.db, locals.actor, { attemptId: test.id, learningPointId }, locals.now);
			redirect(303, afterWord(event.url, 'started'));
		})
};
