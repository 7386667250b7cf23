import { describe, expect, test } from 'vitest';
import { passwordFault, tidyPassword } from '#lib/sign-in/password.ts';

describe('a password', () => {
	test.each([
		'con mèo nhỏ ngủ trên mái bếp',
		'vịt bơi cầu gỗ sông thu',
		' correct horse battery ',
		'q7Gd-x2Lw_9fRt!bn',
		'пароль у моря летом',
		'🌾🌾 gặt lúa vụ chiêm xuân'
	])('%j is taken', (password) => {
		expect(passwordFault(password)).toBeNull();
	});

	test.each([
		['1 character', 'a', 'password_too_short'],
		['7 characters', 'cá bơi!', 'password_too_short'],
		['14 characters, however many bytes', 'ặặặặặặặặặặặặặặ', 'password_too_short'],
		['14 characters with their marks apart', 'cá vượt vũ môn'.normalize('NFD'), 'password_too_short'],
		['129 characters', 'gặt lúa '.repeat(17).slice(0, 129), 'password_too_long'],
		['10,000 characters', 'gặt lúa mùa xuân '.repeat(600), 'password_too_long'],
		['a zero byte', 'gặt lúa\u0000mùa đông xuân', 'password_unreadable'],
		['one character', 'aaaaaaaaaaaaaaaaaa', 'password_common'],
		['keys in a row', 'qwertyuiop123456789', 'password_common'],
		['letters in a row, backwards', 'zyxwvutsrqponmlkji', 'password_common'],
		['repetition', 'chó chó chó chó chó chó', 'password_common'],
		['well-known words', 'Mật khẩu Việt Nam 2026', 'password_common'],
		['a phone number three times', '091234567809123456780912345678', 'password_common'],
		['nothing but signs', '!@#$%^&*()!@#$%^&*()', 'password_common']
	])('of %s is refused', (_, password, fault) => {
		expect(passwordFault(password)).toBe(fault);
	});

	test('of 64 and of 128 characters is taken', () => {
		const long = Array.from({ length: 128 }, (_, i) => 'gặtlúavềđêmsngxhckb'[(i * 7) % 19]).join('');
		expect(passwordFault(long.slice(0, 64))).toBeNull();
		expect(passwordFault(long)).toBeNull();
	});

	test('made of her own names is refused', () => {
		const password = 'Nguyễn Thị Mẫu Hiền hiennm';
		expect(passwordFault(password, ['hiennm', 'Nguyễn Thị Mẫu Hiền'])).toBe('password_common');
	});

	test('is the same in both spellings of its letters, and nothing is cut off or trimmed', () => {
		const password = ' gặt lúa mùa đông xuân ';
		expect(tidyPassword(password.normalize('NFD'))).toBe(password.normalize('NFC'));
		expect(tidyPassword(password)).toMatch(/^ .* $/);
	});

	test('is the same whichever kind of space the keyboard makes', () => {
		const narrow = 'gặt\u00a0lúa\u2009mùa\u3000đông xuân';
		expect(tidyPassword(narrow)).toBe('gặt lúa mùa đông xuân');
	});
});
