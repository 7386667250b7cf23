import type { Step } from '#lib/practice/step.ts';

/** A run of somebody, as it stands or ended. */
export interface PractisedRun {
	personId: string;
	module: string;
	scenario: string;
	steps: Step[];
	done: boolean;
	/** the screen on which it stands */
	at: string;
}

/** How a scenario goes for some people: how many practised it, reached its goal, and where how many of them stopped. */
export interface Stops {
	module: string;
	scenario: string;
	people: number;
	done: number;
	/** screens, the hardest first: who went wrong there or asked for a hint, and whose last run stands there */
	screens: { screen: string; wavered: number; stopped: number }[];
}

/** Counts people, each once a screen however often she went wrong there. Whoever reached the goal once is stopped nowhere. */
export function countStops(runs: readonly PractisedRun[]): Stops[] {
	const scenarios = Map.groupBy(runs, ({ module, scenario }) => `${module}/${scenario}`);
	return [...scenarios.values()].map((own) => {
		const { module, scenario } = own[0] as PractisedRun;
		const done = peopleOf(own.filter((run) => run.done));
		const wavered = new Map<string, Set<string>>();
		const stopped = new Map<string, Set<string>>();
		for (const { personId, steps, at } of own) {
			for (const step of steps) if (step.said !== null) add(wavered, step.at, personId);
			if (!done.has(personId)) add(stopped, at, personId);
		}
		const screens = [...new Set([...wavered.keys(), ...stopped.keys()])].map((screen) => ({
			screen,
			wavered: wavered.get(screen)?.size ?? 0,
			stopped: stopped.get(screen)?.size ?? 0
		}));
		screens.sort((a, b) => b.stopped + b.wavered - a.stopped - a.wavered || (a.screen < b.screen ? -1 : 1));
		return { module, scenario, people: peopleOf(own).size, done: done.size, screens };
	});
}

function peopleOf(runs: readonly PractisedRun[]): Set<string> {
	return new Set(runs.map(({ personId }) => personId));
}

function add(to: Map<string, Set<string>>, key: string, personId: string): void {
	const people = to.get(key) ?? new Set();
	to.set(key, people.add(personId));
}
