import { redirect } from '@sveltejs/kit';
import { record } from '#lib/ledger/server/record.ts';
import { startInput } from '#lib/practice/server/input.ts';
import { startRun } from '#lib/practice/server/run.ts';
import { leaveRun } from '#lib/practice/server/take-step.ts';
import { act } from '../../../../../form.ts';
import { inTheirWords, scenarioAt } from '../../../../../scenario.ts';
import { learnerId } from '../../../../learner.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
	const { scenario } = inTheirWords(locals, scenarioAt(locals, params));
	return { home: `/practice/${scenario.module}/${scenario.id}`, title: scenario.title[locals.language] };
};

/** Begins a run or goes on with the open one; asked to, it ends that one first and begins anew. */
export const actions: Actions = {
	default: (event) =>
		act(event, startInput, async ({ anew }) => {
			const { locals, params } = event;
			const { db, library, actor, now } = locals;
			const personId = learnerId(locals);
			const begin = () => startRun(db, library, actor, personId, params, now);
			let run = await begin();
			if (anew) {
				await record(db, actor, leaveRun, { runId: run.id, personId }, now);
				run = await begin();
			}
			redirect(303, `/practice-runs/${run.id}`);
		})
};
