import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { searchText } from '#lib/shared/names.ts';

const require = createRequire(import.meta.url);

/**
 * Whether a password is one of the 49,000 that are used most in the world (shipped by a package, nobody is asked), also
 * with digits and signs around it, or written several times over. Compared as a whole: words inside a longer sentence
 * are welcome (NIST SP 800-63B-4, 3.1.1.2).
 */
export function isCommonlyUsed(password: string): boolean {
	const known = new Set(
		JSON.parse(readFileSync(require.resolve('@zxcvbn-ts/language-common/src/passwords.json'), 'utf8'))
	);
	const whole = password.toLowerCase().replace(/\s+/gu, '');
	const bare = searchText(password).replaceAll(' ', '');
	const letters = bare.replace(/[^\p{L}]+/gu, '');
	return [whole, bare, letters].some((text) => known.has(text) || known.has(once(text)));
}

/** "matkhau" of "matkhaumatkhau". */
function once(text: string): string {
	return text.replace(/^(.{3,}?)\1+$/u, '$1');
}
