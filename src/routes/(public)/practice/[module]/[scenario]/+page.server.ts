import { recordOf } from '#lib/access/actor.ts';
import { scenarioScript } from '#lib/curriculum/server/scenario-script.ts';
import { findOpenRun } from '#lib/practice/server/run.ts';
import { homeOfScenario, inTheirWords, scenarioAt } from '../../../../scenario.ts';
import type { PageServerLoad } from './$types';

/** What a scenario is about, before it begins. Signed in, runs are kept; signed out, one may try. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, signIn, actor } = locals;
	const { address, scenario } = inTheirWords(locals, scenarioAt(locals, params));
	const { title, situation, goal } = scenario;
	const open = signIn && (await findOpenRun(db, recordOf(actor, signIn.personId), params));
	return {
		address,
		here: `/practice/${params.module}/${params.scenario}`,
		home: homeOfScenario(locals, scenario),
		scenario: { title: title[locals.language], situation, goal },
		recordings: locals.recordingsOf(scenarioScript(scenario)),
		open: open !== null && open.steps.length > 0
	};
};
