import { redirect } from '@sveltejs/kit';
import { witnessEndInput } from '#lib/learning/server/input.ts';
import { witnessEnd } from '#lib/learning/server/witness.ts';
import { act } from '../../../../form.ts';
import { afterWord, readOpenTest } from '../open-test.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => readOpenTest(locals, params.id);

export const actions: Actions = {
	default: (event) =>
		act(event, witnessEndInput, async ({ assistance }) => {
			const { locals, params } = event;
			const { test } = await readOpenTest(locals, params.id);
			await witnessEnd(locals.db, locals.actor, { attemptId: test.id, assistance }, locals.now);
			redirect(303, afterWord(event.url, 'ended'));
		})
};
