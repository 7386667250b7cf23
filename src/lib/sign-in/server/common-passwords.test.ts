import { expect, test } from 'vitest';
import { isCommonlyUsed } from '#lib/sign-in/server/common-passwords.ts';

test.each([
	'1qaz2wsx3edc4rfv',
	'passwordpassword',
	'PolniyPizdec0211',
	'Liverpool 2025 !!!',
	'manchester-123456',
	'sunshine sunshine sunshine',
	'Iloveyou@1234567890'
])('%j is used by too many', (password) => {
	expect(isCommonlyUsed(password)).toBe(true);
});

test.each(['correct horse battery', 'con mèo nhỏ ngủ trên mái bếp', 'monkey eats a dragon', 'q7Gd-x2Lw_9fRt!bn', ''])(
	'%j is not',
	(password) => {
		expect(isCommonlyUsed(password)).toBe(false);
	}
);
