import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const CHECKOUT = join(import.meta.dirname, '../..');
const NAMED = /`((?:src|tests|docs|content|scripts|drizzle|deploy|static)\/[^`\s<>*{}…]+)`/g;

test('every file that a guide or a README names is there', () => {
	const guides = globSync(['*.md', 'docs/*.md', 'content/*.md', 'src/**/*.md', 'tests/**/*.md'], { cwd: CHECKOUT });
	const named = guides.flatMap((guide) =>
		[...readFileSync(join(CHECKOUT, guide), 'utf8').matchAll(NAMED)].map(([, path = '']) => `${guide}: ${path}`)
	);
	expect(named.length).toBeGreaterThan(30);
	expect(named.filter((line) => !existsSync(join(CHECKOUT, line.split(': ')[1] ?? '')))).toEqual([]);
});
