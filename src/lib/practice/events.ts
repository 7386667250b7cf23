import type { LogEvent } from '#lib/shared/log.ts';

/**
 * A run through a scenario is over: its goal reached, or begun anew before that. Counts only, never what was typed.
 * `contentHash` is the scenario's version; the id was made when the run started.
 */
export type PracticeRunEnded = LogEvent<
	'practice.run_ended',
	{
		runId: string;
		module: string;
		scenario: string;
		done: boolean;
		/** the screen on which it ended */
		at: string;
		steps: number;
		mistakes: number;
		hints: number;
		/** how often something that looked real was typed and not taken */
		refused: number;
	}
>;
