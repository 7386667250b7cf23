import { expect, test } from 'vitest';
import { readOneTimeCode, writeKey, writeRecoveryCode } from '#lib/sign-in/one-time-code.ts';

test.each(['123456', ' 123 456 ', '１２３４５６', '123-456', '12\u200b3456'])(
	'six digits are read from %j',
	(typed) => {
		expect(readOneTimeCode(typed)).toEqual({ kind: 'app', text: '123456' });
	}
);

test.each(['K7PM2-XQRST', 'k7pm2xqrst', 'K7PM2 – XQRST', 'k7pm2.xqrst'])('a recovery code is read from %j', (typed) => {
	expect(readOneTimeCode(typed)).toEqual({ kind: 'recovery', text: 'K7PM2XQRST' });
});

test.each(['', '12345', '1234567', 'K7PM2-XQRS', 'K7PM2-XQRSA', 'K7PM2-XQRSTT', '1'.repeat(5000), '\u0000'])(
	'%j is neither',
	(typed) => {
		expect(readOneTimeCode(typed)).toBeNull();
	}
);

test('codes and keys are written in pieces', () => {
	expect(writeRecoveryCode('K7PM2XQRST')).toBe('K7PM2-XQRST');
	expect(writeKey('ABCDEFGHIJ')).toBe('ABCD EFGH IJ');
});
