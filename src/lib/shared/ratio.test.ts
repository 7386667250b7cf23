import { expect, test } from 'vitest';
import { ratioOf, writeCount, writePercent } from '#lib/shared/ratio.ts';

test('there is no ratio without a denominator: neither zero nor infinity', () => {
	expect(ratioOf(5, null)).toBeNull();
	expect(ratioOf(5, 0)).toBeNull();
	expect(ratioOf(0, 10)).toBe(0);
});

test('a numerator above its denominator stays visible as more than all', () => {
	expect(ratioOf(12, 10)).toBe(1.2);
});

test('numbers are written in the reader’s way', () => {
	expect(writePercent(0.8727)).toBe('87,3%');
	expect(writePercent(0.8727, 'en')).toBe('87.3%');
	expect(writePercent(null)).toBe('–');
	expect(writeCount(1622)).toBe('1.622');
	expect(writeCount(1622, 'en')).toBe('1,622');
});
