import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What may be given on with an application under MIT, unchanged. */
const ALLOWED = [
	...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense'],
	...['MPL-2.0', 'PSF-2.0', 'OFL-1.1', 'CC0-1.0']
];

/** The lock file does not know theirs; it stands in their LICENSE file. */
const READ: Record<string, string> = {
	'png-js': 'MIT',
	'@inlang/plugin-message-format': 'MIT',
	'sqlite-wasm-kysely': 'MIT'
};

interface Locked {
	license?: string;
	link?: boolean;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };

/** With OR one is chosen; with AND all hold. */
function isAllowed(licence: string): boolean {
	const bare = licence.replace(/^\(|\)$/g, '');
	if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed);
	return bare.split(' AND ').every((one) => ALLOWED.includes(one));
}

test('every package of the lock file, and so of the bill of materials, has a licence under which it may be given on', () => {
	const found = Object.entries(packages)
		.filter(([path, { link }]) => path !== '' && link !== true)
		.map(([path, { license }]) => {
			const name = path.replace(/^.*node_modules\//, '');
			return { name, licence: license ?? READ[name] ?? 'unknown' };
		});
	expect(found.length).toBeGreaterThan(300);
	expect(found.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
});

test('a licence that binds more than that is found', () => {
	const verdict = ['GPL-3.0', 'unknown', 'MIT AND AGPL-3.0', '(MIT OR GPL-2.0)', 'SSPL-1.0'].map(isAllowed);
	expect(verdict).toEqual([false, false, false, true, false]);
});
