import { redirect } from '@sveltejs/kit';
import { pairLookInput } from '#lib/learning/server/input.ts';
import { lookAtPair, readPair } from '#lib/learning/server/pairs.ts';
import { act } from '../../../../../form.ts';
import { titleOfTest } from '../../test-title.ts';
import type { Actions, PageServerLoad } from './$types';

/** Two tests with the same rare wrong answers, and what a look at them found. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const { test, ...pair } = await readPair(db, actor, [params.first, params.second], now);
	return { ...pair, title: titleOfTest(locals, test) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, pairLookInput, async ({ note }) => {
			const { db, actor, now } = event.locals;
			const { first, second } = event.params;
			await lookAtPair(db, actor, { pair: [first, second], note }, now);
			redirect(303, '/items/pairs?done');
		})
};
