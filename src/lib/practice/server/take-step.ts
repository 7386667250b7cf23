import { eq } from 'drizzle-orm';
import { recordOf, type Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { readScenario } from '#lib/curriculum/server/versions.ts';
import { mostHelpBetween } from '#lib/openings/server/help.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import { moreAssistance, type Decision, type NewEvent } from '#lib/shared/log.ts';
import type { PracticeRunEnded } from '#lib/practice/events.ts';
import { countSteps, isDone, take, type Act, type Standing, type Step } from '#lib/practice/step.ts';
import { readRun, type Run } from '#lib/practice/server/run.ts';
import { practiceRuns } from '#lib/practice/server/schema.ts';

/** How many steps of a run are kept; whoever wanders on after that still moves. */
const MOST_STEPS = 500;

export interface RunStep {
	runId: string;
	personId: string;
	/** how many steps the page had seen: a form sent twice, or from a page left open, does nothing */
	step: number;
	act: Act | null;
}

/**
 * Takes one step of a run. While it runs that is a working row; the step that reaches the goal makes the one event,
 * whose id was made at the start. What was typed is looked at and kept nowhere. Having asked for a hint counts as
 * having been prompted, beside the help that was switched on in her session.
 */
export const takeStep = {
	subjects: (_db: Db, input: RunStep) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: RunStep, now: Date): Promise<Decision<void>> {
		allow(actor, 'practice.run', { personId: input.personId });
		const run = await readOpenRun(db, actor, input);
		if (!run || input.act === null || input.step !== run.steps.length) return nothing;
		const scenario = await readScenario(db, run.scenarioHash);
		const taken = take(scenario, run.standing, input.act);
		if (!taken) return nothing;
		const steps = [...run.steps, taken.step].slice(0, MOST_STEPS);
		const done = isDone(scenario, taken.standing);
		return save(db, { ...run, steps, standing: taken.standing }, done, done, now);
	}
};

/** Ends an open run before its goal, to begin another one. A run of which nothing was done goes on instead. */
export const leaveRun = {
	subjects: (_db: Db, input: Omit<RunStep, 'step' | 'act'>) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: Omit<RunStep, 'step' | 'act'>, now: Date): Promise<Decision<void>> {
		allow(actor, 'practice.run', { personId: input.personId });
		const run = await readOpenRun(db, actor, input);
		return run && run.steps.length > 0 ? save(db, run, true, false, now) : nothing;
	}
};

const nothing: Decision<void> = { events: [], outcome: undefined };

/** The run of a form; null once it is over, and the page then shows its end. */
async function readOpenRun(db: Db, actor: Actor, input: Omit<RunStep, 'step' | 'act'>): Promise<Run | null> {
	const run = await readRun(db, actor, input.personId, input.runId);
	if (run.endedAt !== null) return null;
	if (run.personId !== recordOf(actor, input.personId)) throw notFound();
	return run;
}

async function save(db: Db, run: Run, ends: boolean, done: boolean, now: Date): Promise<Decision<void>> {
	const changed: { standing: Standing; steps: Step[] } = { standing: run.standing, steps: run.steps };
	await db
		.update(practiceRuns)
		.set({ ...changed, ...(ends && { endedAt: now, done }) })
		.where(eq(practiceRuns.id, run.id));
	return { events: ends ? [await runEnded(db, run, done, now)] : [], outcome: undefined };
}

async function runEnded(db: Db, run: Run, done: boolean, now: Date): Promise<NewEvent<PracticeRunEnded>> {
	const counted = countSteps(run.steps);
	const noted = await mostHelpBetween(db, run.personId, run.startedAt, now);
	return {
		subjectId: run.personId,
		id: run.endId,
		kind: 'practice.run_ended',
		body: { runId: run.id, module: run.module, scenario: run.scenario, done, at: run.standing.screen, ...counted },
		assistance: moreAssistance(counted.hints > 0 ? 'prompted' : 'none', noted.assistance),
		helperId: noted.helperId,
		contentHash: run.scenarioHash,
		occurredAt: now
	};
}
