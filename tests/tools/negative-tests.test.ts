import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jobsOf } from '../../src/cli/jobs.ts';

const CHECKOUT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(CHECKOUT, path), 'utf8');

// docs/operators.md lists them: N38 a crowd, N39 database slow, gone, full, N40 slow clients, N41 kills, N42 full disks,
// N43 two processes on one data folder, N44 restoring after deletions, N45 a migration killed, N46 stopping.
const NUMBERS = Array.from({ length: 9 }, (_, n) => `N${38 + n}`);

test('each way in which a server fails has a test that is found by its number', () => {
	const titles = globSync(['src/**/*.test.ts', 'tests/start/*.test.ts'], { cwd: CHECKOUT }).flatMap((path) =>
		[...read(path).matchAll(/^test\(\s*['`](N\d+) /gm)].map(([, number]) => number ?? '')
	);
	expect(NUMBERS.filter((number) => !titles.includes(number))).toEqual([]);
	const table = read('docs/operators.md');
	expect(NUMBERS.filter((number) => !table.includes(`| ${number} |`))).toEqual([]);
});

test('the operators’ guide lists every job that the servers do by themselves, and no other', () => {
	const jobs = jobsOf({ url: '', ownerUrl: '' }, { HOC_SO_BACKUPS: '/backups' } as Parameters<typeof jobsOf>[1]);
	const [, table = ''] = read('docs/operators.md').split('| Job | When');
	const listed = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name ?? '');
	expect(listed.toSorted()).toEqual(jobs.map(({ name }) => name).toSorted());
});
