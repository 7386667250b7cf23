import { expect, test } from 'vitest';
import type { TestResult } from '#lib/learning/evidence.ts';
import { moduleResultsOf } from '#lib/learning/module-result.ts';

const whole: TestResult = {
	tasks: [],
	...{ id: 'r', attemptId: 'a', day: '2026-11-22', occurredAt: new Date('2026-11-22T08:00:00Z') },
	...{ standard: 's', standardHash: 'h', door: 'whole', marks: [], assistance: 'none' },
	...{ witnessed: true, witnessId: 'w', learningPointId: null, voided: null },
	modules: [
		{ module: 'one', asked: 5, right: 5, passed: true },
		{ module: 'two', asked: 5, right: 2, passed: false }
	],
	passed: false
};

test('a test over everything that was not passed passes no module, however well one went', () => {
	expect(moduleResultsOf([whole]).map(({ module, right, passed }) => [module, right, passed])).toEqual([
		['one', 5, false],
		['two', 2, false]
	]);
});

test('a passed test passes each module that was asked in it, on its day and with its witness', () => {
	const modules = [{ module: 'one', asked: 10, right: 7, passed: true }];
	expect(moduleResultsOf([{ ...whole, door: 'module', modules, passed: true }])).toEqual([
		{
			...{ result: 'r', module: 'one', standard: 's', door: 'module', day: '2026-11-22' },
			...{ asked: 10, right: 7, passed: true, witnessed: true }
		}
	]);
});
