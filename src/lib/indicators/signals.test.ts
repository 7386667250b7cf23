import { expect, test } from 'vitest';
import { signalsOf, type WorkCounts } from '#lib/indicators/signals.ts';

const quiet: WorkCounts = {
	...{ tests: 20, people: 10, fast: 1, alike: 0, night: 1, prompted: 4, firstTry: 15 },
	...{ confirmed: 10, confirmedNight: 1 }
};

test('ordinary work gives no signal', () => {
	expect(signalsOf(quiet)).toEqual([]);
});

test('each odd share gives its own', () => {
	expect(signalsOf({ ...quiet, fast: 5 })).toEqual(['fast']);
	expect(signalsOf({ ...quiet, alike: 1 })).toEqual(['alike']);
	expect(signalsOf({ ...quiet, night: 5 })).toEqual(['night']);
	expect(signalsOf({ ...quiet, prompted: 11 })).toEqual(['prompted']);
	expect(signalsOf({ ...quiet, firstTry: 20 })).toEqual(['first_try']);
	expect(signalsOf({ ...quiet, confirmedNight: 3 })).toEqual(['night_confirmations']);
});

test('fewer than five tests give none, and few first tries are nothing odd', () => {
	const few = {
		...quiet,
		confirmed: 0,
		confirmedNight: 0,
		tests: 4,
		fast: 4,
		alike: 4,
		night: 4,
		prompted: 4,
		firstTry: 4
	};
	expect(signalsOf(few)).toEqual([]);
	expect(signalsOf({ ...quiet, tests: 9, firstTry: 9 })).toEqual([]);
});
