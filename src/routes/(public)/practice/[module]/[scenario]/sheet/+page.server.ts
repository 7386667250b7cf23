import { inTheirWords, scenarioAt } from '../../../../../scenario.ts';
import { shownPath } from '../../../../../shown-path.ts';
import type { PageServerLoad } from './$types';

/** A scenario on paper: every screen of its first way, with what to do on it, for where there is no screen at all. */
export const load: PageServerLoad = ({ locals, params }) => {
	const { scenario } = inTheirWords(locals, scenarioAt(locals, params));
	const { title, situation, goal, offered } = scenario;
	return {
		here: `/practice/${scenario.module}/${scenario.id}`,
		title: title[locals.language],
		...{ situation, goal, offered, path: shownPath(scenario) }
	};
};
