import { notFound } from '#lib/shared/errors.ts';
import { inTheirWords, scenarioAt } from '../../../../../scenario.ts';
import { shownPath } from '../../../../../shown-path.ts';
import type { PageServerLoad } from './$types';

/** A scenario on a big screen, one step a page, with a ring around what to touch: nothing of it is anybody's. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { scenario } = inTheirWords(locals, scenarioAt(locals, params));
	const path = shownPath(scenario);
	const n = Number(url.searchParams.get('step') ?? '1');
	const step = path[n - 1];
	if (!step) throw notFound();
	return {
		here: `/practice/${scenario.module}/${scenario.id}`,
		title: scenario.title[locals.language],
		goal: scenario.goal,
		offered: scenario.offered,
		step,
		n,
		of: path.length
	};
};
