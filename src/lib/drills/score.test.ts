import { expect, test } from 'vitest';
import { inverseNormal, isPassed, leaningOf, scoreOf, signalOf } from '#lib/drills/score.ts';

const score = (fakes: number, misses: number, genuines: number, falseAlarms: number) => ({
	...{ fakes, misses, genuines, falseAlarms }
});

test('the quantile of the normal distribution is that of the tables', () => {
	for (const [p, z] of [
		[0.5, 0],
		[0.975, 1.959964],
		[0.8413447, 1],
		[0.01, -2.326348],
		[0.001, -3.090232]
	] as const) {
		expect(inverseNormal(p)).toBeCloseTo(z, 5);
	}
});

test('telling apart and leaning are two numbers, and a drill without mistakes has both', () => {
	expect(signalOf(score(5, 0, 5, 0)).c).toBeCloseTo(0);
	expect(signalOf(score(5, 0, 5, 0)).dPrime).toBeCloseTo(2 * inverseNormal(5.5 / 6));
	expect(signalOf(score(4, 2, 4, 2)).dPrime).toBeCloseTo(0);
	expect(leaningOf(score(4, 4, 5, 0))).toBe('trusting');
	expect(leaningOf(score(4, 0, 5, 5))).toBe('distrusting');
	expect(leaningOf(score(4, 2, 4, 2))).toBe('neither');
});

test('passed is who misses at most one fake in four and mistakes at most one genuine thing in four', () => {
	expect(isPassed(score(4, 1, 4, 1))).toBe(true);
	expect(isPassed(score(3, 1, 6, 0))).toBe(false);
	expect(isPassed(score(6, 0, 4, 2))).toBe(false);
	expect(isPassed(score(8, 0, 0, 0))).toBe(false);
	expect(
		scoreOf([
			{ genuine: true, right: false },
			{ genuine: false, right: true }
		])
	).toEqual(score(1, 0, 1, 1));
});
