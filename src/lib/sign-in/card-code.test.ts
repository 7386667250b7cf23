import { describe, expect, test } from 'vitest';
import { CODE_LETTERS, readBlankCard, readCard, writeCode, writeNumber } from '#lib/sign-in/card-code.ts';

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

describe('a blank card', () => {
	test.each(['41', '0041', ' số 0041 ', 'Số 41', 'so 41', '#41', 'no. 41', 'số'.normalize('NFD') + ' 41'])(
		'is read by its number from %j',
		(typed) => {
			expect(readBlankCard(typed)).toEqual({ kind: 'number', number: 41 });
		}
	);

	test('is read from its QR’s address, its token and its code', () => {
		const token = { kind: 'token', text: 'A'.repeat(22) };
		expect(readBlankCard(`https://hocso.example.vn/c/${'A'.repeat(22)}`)).toEqual(token);
		expect(readBlankCard('A'.repeat(22))).toEqual(token);
		expect(readBlankCard('k7pm 2xqr')).toEqual(CODE);
		expect(readBlankCard('22223333')).toEqual({ kind: 'code', text: '22223333' });
	});

	test.each(['', 'x', '1234567', '-1', '4.1', 'https://elsewhere.example/x/1', '9'.repeat(5000)])(
		'is not %j',
		(typed) => {
			expect(readBlankCard(typed)).toBeNull();
		}
	);

	test('bears its number with four digits', () => {
		expect([1, 41, 12345].map(writeNumber)).toEqual(['0001', '0041', '12345']);
	});
});
