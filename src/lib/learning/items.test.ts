import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flagsOf } from '#lib/learning/items.ts';

const calm = { asked: 400, right: 240, recentAsked: 100, recentRight: 62, discrimination: 0.3 };

test('an ordinary question is not flagged, and few answers flag nothing', () => {
	expect(flagsOf(calm)).toEqual([]);
	expect(flagsOf({ asked: 29, right: 0, recentAsked: 29, recentRight: 0, discrimination: -1 })).toEqual([]);
});

test('a question that is suddenly known is flagged, a small or a chance rise is not', () => {
	expect(flagsOf({ ...calm, asked: 400, right: 270, recentAsked: 100, recentRight: 90 })).toEqual(['leaked']);
	expect(flagsOf({ ...calm, right: 252, recentRight: 72 })).toEqual([]);
	expect(flagsOf({ ...calm, asked: 70, right: 42, recentAsked: 30, recentRight: 21 })).toEqual([]);
});

test('a question that the best get wrong, that tells little, or that is too hard or too easy is flagged', () => {
	expect(flagsOf({ ...calm, discrimination: -0.2 })).toEqual(['reversed']);
	expect(flagsOf({ ...calm, discrimination: 0.05 })).toEqual(['weak']);
	expect(flagsOf({ ...calm, right: 80, recentRight: 20 })).toEqual(['hard']);
	expect(flagsOf({ ...calm, right: 396, recentRight: 99, discrimination: null })).toEqual(['easy']);
});

test('no rise, no leak, whatever the numbers', () => {
	const numbers = fc.tuple(
		fc.integer({ min: 1, max: 500 }),
		fc.integer({ min: 1, max: 500 }),
		fc.double({ min: 0, max: 1, noNaN: true })
	);
	fc.assert(
		fc.property(numbers, ([before, recentAsked, share]) => {
			const recentRight = Math.floor(share * recentAsked);
			const right = recentRight + Math.ceil(share * before);
			const figures = { asked: before + recentAsked, right, recentAsked, recentRight, discrimination: null };
			expect(flagsOf(figures)).not.toContain('leaked');
		})
	);
});
