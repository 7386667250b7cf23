import { describe, expect, test } from 'vitest';
import { agreementOf, correctedOf } from '#lib/indicators/estimate.ts';
import { drawSample, type Framed } from '#lib/indicators/server/sample.ts';

const framed = (count: number, weight: (n: number) => number = () => 1): Framed[] =>
	Array.from({ length: count }, (_, n) => ({ id: `person ${n}`, weight: weight(n) }));

/** Every fifth claim is inflated; signals point at more of them than of the others, but not at all. */
const PEOPLE = 600;
const ADULTS = 1000;
const isInflated = (n: number) => n % 5 === 0;
const signal = (n: number) => (isInflated(n) ? (n % 15 === 0 ? 1 : 3) : n % 7 === 0 ? 3 : 1);
const TRUTH = (PEOPLE * 0.8) / ADULTS;

/** In how many of 200 runs the corrected interval contains the truth, and the mean of the corrected rates. */
function simulate(weight: (n: number) => number, size: number) {
	const frame = framed(PEOPLE, weight);
	let hits = 0;
	let total = 0;
	for (let run = 0; run < 200; run += 1) {
		const drawn = drawSample(`run ${run}`, frame, size);
		const rechecked = drawn.map(({ id, probability }) => ({
			agrees: !isInflated(Number(id.split(' ')[1])),
			probability
		}));
		const agreement = agreementOf(rechecked, PEOPLE);
		if (!agreement) throw new Error('nobody was drawn');
		const corrected = correctedOf(agreement, PEOPLE, ADULTS);
		total += corrected.rate;
		if (corrected.low <= TRUTH && TRUTH <= corrected.high) hits += 1;
	}
	return { hits, mean: total / 200 };
}

describe('a draw', () => {
	test('takes exactly as many as wanted, each once, and the same ones whenever it is repeated', () => {
		for (const weight of [() => 1, signal]) {
			for (let size = 1; size <= 60; size += 1) {
				const drawn = drawSample(`seed ${size}`, framed(60, weight), size);
				expect(new Set(drawn.map(({ id }) => id)).size).toBe(size);
				expect(drawn).toEqual(drawSample(`seed ${size}`, framed(60, weight).reverse(), size));
			}
		}
	});

	test('gives everybody the probability that it states', () => {
		const frame = framed(20, (n) => 1 + (n % 3));
		const times = new Map<string, number>();
		const stated = new Map<string, number>();
		for (let run = 0; run < 3000; run += 1) {
			for (const { id, probability } of drawSample(`run ${run}`, frame, 5)) {
				times.set(id, (times.get(id) ?? 0) + 1);
				stated.set(id, probability);
			}
		}
		for (const { id, weight } of frame) {
			expect(stated.get(id)).toBeCloseTo((5 * weight) / 39, 9);
			expect((times.get(id) ?? 0) / 3000).toBeCloseTo(stated.get(id) ?? 0, 1);
		}
	});

	test('is certain of whoever weighs more than her share', () => {
		const drawn = drawSample('seed', [{ id: 'heavy', weight: 1000 }, ...framed(9)], 3);
		expect(drawn.find(({ id }) => id === 'heavy')?.probability).toBe(1);
		expect(drawn).toHaveLength(3);
		expect(drawSample('seed', framed(4), 10).every(({ probability }) => probability === 1)).toBe(true);
	});
});

describe('with every fifth claim inflated', () => {
	test.each([
		['equal', 20, () => 1],
		['equal', 60, () => 1],
		['weighted by signals', 20, signal],
		['weighted by signals', 60, signal]
	] as const)('an %s draw of %i contains the truth in at least 90% of 200 runs, and is not bent', (_, size, weight) => {
		const { hits, mean } = simulate(weight, size);
		expect(hits).toBeGreaterThanOrEqual(180);
		expect(Math.abs(mean - TRUTH)).toBeLessThan(0.02);
	});
});

describe('an agreement rate', () => {
	const people = (agreeing: number, all: number) =>
		Array.from({ length: all }, (_, n) => ({ agrees: n < agreeing, probability: 0.1 }));

	test('is none below five people', () => {
		expect(agreementOf(people(4, 4), 100)).toBeNull();
		expect(agreementOf(people(5, 5), 100)?.rate).toBe(1);
	});

	test('is never certain while people are left whom nobody re-checked', () => {
		expect(agreementOf(people(30, 30), 300)?.low).toBeLessThan(0.95);
		expect(agreementOf(people(0, 30), 300)?.high).toBeGreaterThan(0.05);
		const everybody = people(25, 30).map((one) => ({ ...one, probability: 1 }));
		expect(agreementOf(everybody, 30)).toEqual({ rate: 25 / 30, low: 25 / 30, high: 25 / 30 });
	});
});
