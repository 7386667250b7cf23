import { expect, test } from 'vitest';
import { nextPath } from './audience.ts';

test.each(['/me', '/literacy/00082', '/people/0190b0a0-0000-7000-8000-000000000000/card', '/'])(
	'%j is a way to go on after signing in',
	(path) => {
		expect(nextPath(path, '/here')).toBe(path);
	}
);

test.each([
	...[
		'//evil.example',
		'///evil.example',
		'/\\evil.example',
		'\\\\evil.example',
		'/\\/evil.example',
		'\\/evil.example'
	],
	...[
		'https:evil.example',
		'https://evil.example',
		'http:/evil.example',
		'HTTPS://evil.example',
		'//evil.example/..//'
	],
	...['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'data:text/html,a', 'vbscript:a', 'blob:a'],
	...['/%0d%0aSet-Cookie:a=b', '/\r\nSet-Cookie: a=b', '/\nevil', '/\tevil', '\t//evil.example', '\n//evil.example'],
	...['/@evil.example', '@evil.example', '/a@evil.example', '/.evil:80', '/a:b', '//[::1]', '//127.0.0.1', '/;//evil'],
	...['evil.example', 'me', '', ' /me', '/me ', '/me?a=b', '/me#a', '/ｅvil', '/\u2215evil', '/\u0000', '/a\u00a0b'],
	`/${'a'.repeat(8000)}`
])('%j is none', (path) => {
	expect(nextPath(path, '/here')).toBe('/here');
});

test('nothing wanted leads where it otherwise would', () => {
	expect(nextPath(null, '/here')).toBe('/here');
});
