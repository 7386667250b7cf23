import { expect, test } from 'vitest';
import type { Said, Step } from '#lib/practice/step.ts';
import { countStops, type PractisedRun } from '#lib/practice/stops.ts';

const step = (at: string, said: Said | null = null): Step => ({ at, did: '0', said, to: null });
const run = (personId: string, at: string, steps: Step[], done = false): PractisedRun => ({
	...{ personId, at, steps, done, module: 'thu', scenario: 'tra-loi' }
});
const wrong: Said = { kind: 'mistake', mistake: 'x' };

test('each person counts once a screen, and whoever reached the goal once is stopped nowhere', () => {
	const [stops] = countStops([
		run('a', 'viet', [step('doc', wrong), step('doc', wrong), step('doc')]),
		run('b', 'doc', [step('doc', { kind: 'hint' })]),
		run('b', 'xong', [step('doc'), step('viet')], true),
		run('c', 'doc', [step('doc')])
	]);
	expect(stops).toEqual({
		...{ module: 'thu', scenario: 'tra-loi', people: 3, done: 1 },
		screens: [
			{ screen: 'doc', wavered: 2, stopped: 1 },
			{ screen: 'viet', wavered: 0, stopped: 1 }
		]
	});
	expect(countStops([])).toEqual([]);
});
