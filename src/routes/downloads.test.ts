import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What leaves as a file, and why it may: lists with names leave through a link alone (lib/exports/README.md). */
const FILES: Record<string, string> = {
	'(field)/exports/[id]/file/+server.ts': 'the link itself',
	'(field)/items/copy/+server.ts': 'figures of questions',
	'(learner)/me/card.png/+server.ts': 'her own card',
	'(learner)/me/data/copy/+server.ts': 'her own data',
	'(office)/campaigns/[id]/copy/+server.ts': 'counts of places and services',
	'(office)/plan/[ward]/copy/[form]/+server.ts': 'tasks and counts',
	'(office)/reports/[place]/[period]/copy/[form]/+server.ts': 'counts of places',
	'printed-certificate.ts': 'one paper, each print noted'
};

test('no file leaves but these: a list with names has its kind among the lists of links', () => {
	const found = globSync('**/*.ts', { cwd: import.meta.dirname }).filter(
		(path) =>
			!path.endsWith('.test.ts') && /attachment; ?filename/.test(readFileSync(join(import.meta.dirname, path), 'utf8'))
	);
	expect(found.sort()).toEqual(Object.keys(FILES).sort());
});
