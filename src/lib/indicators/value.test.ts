import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findIndicator, INDICATORS } from '#lib/indicators/catalogue.ts';
import { paceOf, type Target } from '#lib/indicators/pace.ts';
import { TARGET_TEMPLATES } from '#lib/indicators/templates.ts';
import { isEasier, needOf, sumCounts, type Counts } from '#lib/indicators/value.ts';
import { addDays } from '#lib/shared/dates.ts';

const ASOF = '2026-06-30';
const counts = (numerator: number, denominator: number, more: Partial<Counts> = {}): Counts => ({
	...{ numerator, denominator, witnessed: null, unknown: null, asOf: ASOF, source: 'Nguồn', doubt: null },
	...more
});

describe('the catalogue', () => {
	test('holds the five that are reported, in their order, and every id once', () => {
		const reported = INDICATORS.filter(({ reported }) => reported !== null);
		expect(reported.map((one) => one.reported)).toEqual([1, 2, 3, 4, 5]);
		expect(new Set(INDICATORS.map(({ id }) => id)).size).toBe(INDICATORS.length);
	});

	test('knows the indicator of every template', () => {
		for (const { indicator, value } of TARGET_TEMPLATES) {
			expect(findIndicator(indicator)).not.toBeNull();
			expect(value).toBeGreaterThan(0);
			expect(value).toBeLessThanOrEqual(1);
		}
	});
});

describe('a sum over places', () => {
	test('adds counts before it divides, and counts the silent ones apart', () => {
		const sum = sumCounts([counts(10, 10), counts(0, 90), counts(45, 100), counts(45, 100), null], ASOF);
		expect(sum).toMatchObject({ numerator: 100, denominator: 300, spoke: 4, all: 5, doubt: null });
	});

	test('is null, never zero, where nobody has spoken', () => {
		expect(sumCounts([null, null], ASOF)).toMatchObject({
			...{ numerator: null, denominator: null, spoke: 0, all: 2, doubt: 'no_denominator' }
		});
	});

	test('is grey below four places of five, when it is old, and when a part is above its whole', () => {
		expect(sumCounts([counts(1, 2), counts(1, 2), counts(1, 2), null], ASOF).doubt).toBe('coverage');
		expect(sumCounts([counts(1, 2, { asOf: addDays(ASOF, -366) })], ASOF).doubt).toBe('stale');
		expect(sumCounts([counts(1, 2, { asOf: addDays(ASOF, -365) })], ASOF).doubt).toBeNull();
		expect(sumCounts([counts(3, 2), counts(0, 9)], ASOF).doubt).toBe('numerator_above_denominator');
	});

	test('is the same however its places are grouped, and never above what they say', () => {
		const part = fc.option(
			fc
				.tuple(fc.nat(500), fc.integer({ min: 1, max: 500 }))
				.map(([part, whole]) => counts(Math.min(part, whole), whole))
		);
		fc.assert(
			fc.property(fc.array(part, { minLength: 1, maxLength: 30 }), fc.nat(30), (parts, cut) => {
				const whole = sumCounts(parts, ASOF);
				const halves = [sumCounts(parts.slice(0, cut), ASOF), sumCounts(parts.slice(cut), ASOF)];
				const add = (pick: (sum: typeof whole) => number | null) =>
					halves.reduce((sum, half) => sum + (pick(half) ?? 0), 0);
				expect(whole.numerator ?? 0).toBe(add(({ numerator }) => numerator));
				expect(whole.denominator ?? 0).toBe(add(({ denominator }) => denominator));
				expect(whole.spoke).toBe(parts.filter((one) => one !== null).length);
				if (whole.spoke < 0.8 * whole.all) expect(whole.doubt).not.toBeNull();
			})
		);
	});
});

const target: Target = { place: '00082', value: 0.8, startsOn: '2026-01-01', dueOn: '2026-12-27', issuer: 'UBND' };
const some = fc.record({
	denominator: fc.integer({ min: 1, max: 100_000 }),
	part: fc.double({ min: 0, max: 1, noNaN: true }),
	percent: fc.integer({ min: 1, max: 100 }),
	day: fc.integer({ min: 0, max: 500 })
});

describe('what is missing', () => {
	test('is counted in people, to the pace and to the target', () => {
		const pace = paceOf({ doubt: null, witnessedRate: 0.3, asOf: ASOF }, target);
		expect(pace.expected).toBe(0.4);
		expect(needOf({ counting: 60, denominator: 200 }, target, pace)).toEqual({ now: 20, due: 100 });
		expect(needOf({ counting: 170, denominator: 200 }, { ...target, value: 0.85 }, pace)).toEqual({ now: 0, due: 0 });
		expect(needOf({ counting: 6, denominator: 100 }, { ...target, value: 0.07 }, { expected: 0.07 }).due).toBe(1);
	});

	test('turns the colour green when they come, and one fewer does not', () => {
		fc.assert(
			fc.property(some, ({ denominator, part, percent, day }) => {
				const aim = { ...target, value: percent / 100 };
				const asOf = addDays(target.startsOn, day);
				const counting = Math.floor(part * denominator);
				const at = (count: number) => paceOf({ doubt: null, witnessedRate: count / denominator, asOf }, aim);
				const need = needOf({ counting, denominator }, aim, at(counting));
				expect(at(counting + need.now).colour).toBe('green');
				expect(at(counting + need.due).reason).toBe('reached');
				expect(need.now).toBeLessThanOrEqual(need.due);
				if (need.now > 0) expect(at(counting + need.now - 1).colour).not.toBe('green');
				if (need.due > 0) expect(at(counting + need.due - 1).reason).not.toBe('reached');
			})
		);
	});

	test('more people never make a colour worse, nor does a later day make it better', () => {
		const rank = { green: 2, amber: 1, red: 0, grey: -1 };
		fc.assert(
			fc.property(some, fc.nat(100), ({ part, percent, day }, more) => {
				const aim = { ...target, value: percent / 100 };
				const at = (rate: number, on: number) =>
					rank[paceOf({ doubt: null, witnessedRate: rate, asOf: addDays(target.startsOn, on) }, aim).colour];
				expect(at(Math.min(1, part + more / 100), day)).toBeGreaterThanOrEqual(at(part, day));
				expect(at(part, day + more)).toBeLessThanOrEqual(at(part, day));
			})
		);
	});
});

test('a target is easier than one above it if it asks less by the same day, or comes later', () => {
	expect(isEasier({ value: 0.7, dueOn: '2026-12-27' }, target)).toBe(true);
	expect(isEasier({ value: 0.8, dueOn: '2026-12-28' }, target)).toBe(true);
	expect(isEasier({ value: 0.8, dueOn: '2026-12-27' }, target)).toBe(false);
	expect(isEasier({ value: 0.4, dueOn: '2026-06-30' }, target)).toBe(false);
	expect(isEasier({ value: 0.39, dueOn: '2026-06-30' }, target)).toBe(true);
});
