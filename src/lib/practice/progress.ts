import { dayOf, type Day } from '#lib/shared/dates.ts';
import type { LogEvent } from '#lib/shared/log.ts';
import type { PracticeRunEnded } from '#lib/practice/events.ts';

/** How far somebody is with one scenario. */
export interface ScenarioProgress {
	module: string;
	scenario: string;
	/** runs that are over, whether they reached the goal or not */
	runs: number;
	/** the first day on which the goal was reached */
	doneOn: Day | null;
	/** the first day on which it was reached without a mistake and without any help */
	aloneOn: Day | null;
	lastOn: Day;
}

/** Every scenario that somebody has run through to an end, from her events, oldest first. */
export function scenariosOf(events: readonly LogEvent[]): ScenarioProgress[] {
	const progress = new Map<string, ScenarioProgress>();
	for (const event of events as readonly PracticeRunEnded[]) {
		if (event.kind !== 'practice.run_ended') continue;
		const { module, scenario, done, mistakes, hints } = event.body;
		const day = dayOf(event.occurredAt);
		const key = `${module}/${scenario}`;
		const known = progress.get(key) ?? { module, scenario, runs: 0, doneOn: null, aloneOn: null, lastOn: day };
		const alone = done && mistakes === 0 && hints === 0 && (event.assistance ?? 'none') === 'none';
		progress.set(key, {
			...known,
			runs: known.runs + 1,
			doneOn: known.doneOn ?? (done ? day : null),
			aloneOn: known.aloneOn ?? (alone ? day : null),
			lastOn: day
		});
	}
	return [...progress.values()];
}
