import { expect, test } from 'vitest';
import { isSmall, verdictOf, type RecheckScore } from '#lib/indicators/recheck.ts';

const MODULES = ['mail', 'pay'];
let results = 0;
function module(name: string, passed: boolean, hour: number): RecheckScore[] {
	results += 1;
	return [{ result: `r${results}`, at: new Date(Date.UTC(2026, 10, 22, hour)), door: 'module', module: name, passed }];
}
function whole(passed: boolean, hour: number): RecheckScore[] {
	results += 1;
	const at = new Date(Date.UTC(2026, 10, 22, hour));
	return MODULES.map((name) => ({ result: `r${results}`, at, door: 'whole', module: name, passed }));
}

test('the first test over the whole standard settles it, whatever comes after', () => {
	expect(verdictOf(whole(true, 1), MODULES)).toBe(true);
	expect(verdictOf([...whole(true, 5), ...whole(false, 1)], MODULES)).toBe(false);
	expect(verdictOf([...whole(true, 1), ...module('mail', false, 2)], MODULES)).toBe(true);
});

test('a whole test that one module failed is not passed', () => {
	const [mail, pay] = whole(true, 1);
	if (!mail || !pay) throw new Error('a whole test asks both modules');
	expect(verdictOf([mail, { ...pay, passed: false }], MODULES)).toBe(false);
});

test('module tests settle it once each module has its first, or one of them was failed', () => {
	expect(verdictOf(module('mail', true, 1), MODULES)).toBeNull();
	expect(verdictOf([...module('mail', true, 1), ...module('pay', true, 2)], MODULES)).toBe(true);
	expect(verdictOf(module('pay', false, 1), MODULES)).toBe(false);
	expect(verdictOf([...module('pay', false, 1), ...module('pay', true, 2), ...whole(true, 3)], MODULES)).toBe(false);
});

test('nothing settles nothing, and a standard without modules is not settled by none', () => {
	expect(verdictOf([], MODULES)).toBeNull();
	expect(verdictOf([], [])).toBeNull();
});

test('one to four people are few, none is not', () => {
	expect(isSmall({ agreed: 30, differed: 0 })).toBe(false);
	expect(isSmall({ agreed: 30, differed: 4 })).toBe(true);
	expect(isSmall({ agreed: 4, differed: 30 })).toBe(true);
	expect(isSmall({ agreed: 5, differed: 5 })).toBe(false);
});
