import { redirect } from '@sveltejs/kit';
import { stepInput } from '#lib/practice/server/input.ts';
import { isDone, take } from '#lib/practice/step.ts';
import { act } from '../../../../../form.ts';
import { scenarioAt, showScreen } from '../../../../../scenario.ts';
import { placeOf, readPlace } from './place.ts';
import type { Actions, PageServerLoad } from './$types';

/** One step for somebody who is not signed in: nothing is kept but the place in the address. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const scenario = scenarioAt(locals, params);
	const standing = readPlace(scenario, url.searchParams);
	return { shown: showScreen(locals, scenario, standing), done: isDone(scenario, standing) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, stepInput, (input) => {
			const { locals, params, url } = event;
			const scenario = scenarioAt(locals, params as { module: string; scenario: string });
			const standing = readPlace(scenario, url.searchParams);
			const taken = input.act && take(scenario, standing, input.act);
			redirect(303, `${url.pathname}?${placeOf(taken?.standing ?? standing)}`);
		})
};
