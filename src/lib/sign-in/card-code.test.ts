import { describe, expect, test } from 'vitest';
import { CODE_LETTERS, readCard, writeCode } from '#lib/sign-in/card-code.ts';

const CODE = { kind: 'code', text: 'K7PM2XQR' };

describe('a typed code', () => {
	test.each([
		'K7PM-2XQR',
		'k7pm2xqr',
		' K7PM 2XQR ',
		'K7–PM–2X–QR',
		'K 7 P M 2 X Q R',
		'Ｋ７ＰＭ－２ＸＱＲ',
		'k7pm.2xqr',
		'K7PM\u200b-2XQR'
	])('is read from %j', (typed) => {
		expect(readCard(typed)).toEqual(CODE);
	});

	test.each([
		'K7PM-2XQ',
		'K7PM-2XQRR',
		'K7PM-2XQ0',
		'K7PM-2XQO',
		'K7PM-2XQ1',
		'K7PM-2XQI',
		'ĐK7P-M2XQ',
		'K'.repeat(5000)
	])('is not %j', (typed) => {
		expect(readCard(typed)).toBeNull();
	});

	test('has no letters that look alike, nor any that a Vietnamese keyboard turns into another', () => {
		expect(CODE_LETTERS).not.toMatch(/[01OIL]/);
		expect(CODE_LETTERS).not.toMatch(/[AEIOUYWD]/);
		expect(new Set(CODE_LETTERS).size).toBe(CODE_LETTERS.length);
	});

	test('is written in two halves', () => {
		expect(writeCode('K7PM2XQR')).toBe('K7PM-2XQR');
	});
});

describe('a token', () => {
	test('keeps its case and its dashes', () => {
		expect(readCard('aB-_aB-_aB-_aB-_aB-_aB')).toEqual({ kind: 'token', text: 'aB-_aB-_aB-_aB-_aB-_aB' });
	});
});
