import { expect, test } from 'vitest';
import { cameFrom } from '#lib/ui/came-from.ts';

const OWN = 'https://hoc-so.vn';

test('a page of ours is where the reader returns to, with what she searched for', () => {
	expect(cameFrom('/learn/vneid', OWN)).toBe('/learn/vneid');
	expect(cameFrom('/people?name=mau&group=3', OWN)).toBe('/people?name=mau&group=3');
});

test.each([
	'https://evil.example/',
	'//evil.example/',
	'/\\evil.example/',
	'/.//evil.example/',
	'/\t/evil.example/',
	'\\\\evil.example',
	'javascript:alert(1)',
	'learn',
	'',
	null,
	`/${'a'.repeat(600)}`
])('%j leads to no other place', (back) => {
	const path = cameFrom(back, OWN);
	expect(new URL(path, OWN).origin).toBe(OWN);
	expect(path.startsWith('//')).toBe(false);
	expect(path).toMatch(/^\/(evil\.example\/)?$/);
});
