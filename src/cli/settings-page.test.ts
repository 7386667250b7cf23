import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withSettings, writeExample } from './settings-page.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const MEND = 'npm run admin -- settings-page';

test('the README names every setting as it is', () => {
	expect(read('README.md'), MEND).toBe(withSettings(read('README.md')));
});

test('the example of an environment names every setting as it is, and sets none', () => {
	expect(read('.env.example'), MEND).toBe(writeExample());
	expect(read('.env.example')).not.toMatch(/^[^#\n]/m);
});
