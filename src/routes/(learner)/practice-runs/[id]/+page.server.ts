import { redirect } from '@sveltejs/kit';
import { readScenario } from '#lib/curriculum/server/versions.ts';
import { record } from '#lib/ledger/server/record.ts';
import { stepInput } from '#lib/practice/server/input.ts';
import { readRun } from '#lib/practice/server/run.ts';
import { takeStep } from '#lib/practice/server/take-step.ts';
import { countSteps } from '#lib/practice/step.ts';
import { act } from '../../../form.ts';
import { showScreen } from '../../../scenario.ts';
import { learnerId } from '../../learner.ts';
import { sayReplay } from './replay.ts';
import type { Actions, PageServerLoad } from './$types';

/** A run where it stands, as the scenario was when it began; once it is over, how it went. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const run = await readRun(locals.db, locals.actor, learnerId(locals), params.id);
	const scenario = await readScenario(locals.db, run.scenarioHash);
	const shown = showScreen(locals, scenario, run.standing);
	return {
		shown,
		step: run.steps.length,
		over: run.endedAt !== null,
		done: run.done,
		counts: countSteps(run.steps),
		replay: run.endedAt === null ? [] : sayReplay(scenario, run.steps, shown.address)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, stepInput, async (input) => {
			const { db, actor, now } = event.locals;
			const taken = { ...input, runId: event.params.id ?? '', personId: learnerId(event.locals) };
			await record(db, actor, takeStep, taken, now);
			redirect(303, event.url.pathname);
		})
};
