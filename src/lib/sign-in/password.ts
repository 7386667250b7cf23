import { searchText } from '#lib/shared/names.ts';

/**
 * NIST SP 800-63B-4 for a password that is the only factor, which it is for some of the staff: one rule for all of them.
 * No rules on what it is made of, no forced change.
 */
export const SHORTEST_PASSWORD = 15;
const LONGEST_PASSWORD = 128;

/** How many different letters and digits must be left once the well-known parts are taken out. */
const LEAST_LEFT = 6;

/** Words that people here put into passwords, without diacritics and spaces. */
const COMMON = [
	'password|passw0rd|matkhau|administrator|admin|quantrivien|quantri|canbo|congan|giaovien|welcome|letmein|login|secret',
	'anhyeuem|emyeuanh|iloveyou|yeuem|giadinh|toiyeuvietnam|vietnam|hanoi|saigon|hochiminh|thanhpho|phuong|nguyen',
	'hocso|vneid|binhdanhocvu|hocvu|chuyendoiso|congnghe|mothaiba|1q2w3e4r|1qaz2wsx|football|monkey|dragon|master'
].flatMap((line) => line.split('|'));

/** Keys and letters that lie in a row. */
const ROWS = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const PIECE = 4;

export type PasswordFault = 'password_too_short' | 'password_too_long' | 'password_unreadable' | 'password_common';

/**
 * Why a password is refused, or null. Counted in characters after NFC, so a letter typed as base and mark counts once
 * and both spellings are one password; spaces count, also at the ends. `known` are words that others connect with
 * this person: her sign-in name, her name.
 */
export function passwordFault(password: string, known: readonly string[] = []): PasswordFault | null {
	const text = tidyPassword(password);
	const length = [...text].length;
	if (length < SHORTEST_PASSWORD) return 'password_too_short';
	if (length > LONGEST_PASSWORD) return 'password_too_long';
	if (/\p{Cc}/u.test(text)) return 'password_unreadable';
	return lettersLeft(text, known) < LEAST_LEFT ? 'password_common' : null;
}

/**
 * A password as it is hashed (RFC 8265, OpaqueString): composed letters, any kind of space as the plain one, since
 * nobody sees which her keyboard made. Nothing else is changed, trimmed or cut off.
 */
export function tidyPassword(password: string): string {
	return password.replace(/\p{Zs}/gu, ' ').normalize('NFC');
}

function lettersLeft(text: string, known: readonly string[]): number {
	const squeezed = searchText(text).replaceAll(' ', '');
	const words = [...COMMON, ...known.flatMap((name) => searchText(name).split(' '))]
		.filter((word) => word.length > 2)
		.sort((a, b) => b.length - a.length);
	const unknown = words.reduce((rest, word) => rest.replaceAll(word, ' '), squeezed);
	const uneven = withoutRows(unknown).replace(/(.{1,6})\1{2,}/gu, ' ');
	return new Set(uneven.replaceAll(' ', '')).size;
}

function withoutRows(text: string): string {
	let rest = text;
	for (const row of ROWS.flatMap((keys) => [keys, [...keys].reverse().join('')])) {
		for (let length = row.length; length >= PIECE; length -= 1) {
			for (let at = 0; at + length <= row.length; at += 1) rest = rest.replaceAll(row.slice(at, at + length), ' ');
		}
	}
	return rest;
}
