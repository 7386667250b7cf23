import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { isAlive } from '#lib/server/is-alive.ts';
import { compileWhenStale } from './messages.ts';
import { runCommand } from './run-command.ts';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
/** The number of the process that builds. */
const TURN = join(CHECKOUT, '.svelte-kit', 'builder');
const STAMP = join(CHECKOUT, 'build', 'built-from');

/** What the build reads; lessons are not among it, since they are read when the application starts. */
const SOURCES = [
	'src/**/*',
	'static/**/*',
	'package.json',
	'package-lock.json',
	'vite.config.ts',
	'project.inlang/settings.json'
];
const NOT_BUILT = /^src\/lib\/messages\/compiled\/|\.test\.ts$|^src\/cli\//;

if (import.meta.main) await runCommand(buildWhenStale);

/** Makes the production build when there is none of the sources as they are now. Throws a StartFailure. */
export async function buildWhenStale(): Promise<void> {
	if (isFresh()) return;
	await takeTurn();
	try {
		// Another process may have made it meanwhile.
		if (!isFresh()) await build();
	} finally {
		rmSync(TURN, { force: true });
	}
}

function isFresh(): boolean {
	return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();
}

async function build(): Promise<void> {
	const vite = join(CHECKOUT, 'node_modules', 'vite', 'bin', 'vite.js');
	if (!existsSync(vite)) {
		throw new StartFailure(
			'The build is older than the sources, and Vite is not installed: run "npm ci --include=dev".'
		);
	}
	console.log('Building …');
	const sources = fingerprint();
	try {
		await compileWhenStale();
		const env = { ...process.env, NODE_ENV: 'production' };
		await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: CHECKOUT, env, maxBuffer: 64 * 1024 * 1024 });
	} catch (error) {
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		throw new StartFailure(`${stdout}${stderr}\nThe build failed: correct what is said above.`, error);
	}
	writeFileSync(STAMP, sources);
}

/** Waits until no other process builds into the same folder. */
async function takeTurn(): Promise<void> {
	mkdirSync(dirname(TURN), { recursive: true });
	for (;;) {
		try {
			writeFileSync(TURN, String(process.pid), { flag: 'wx' });
			return;
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
			if (isAlive(builder())) await wait(200);
			else rmSync(TURN, { force: true });
		}
	}
}

function builder(): number {
	try {
		return Number(readFileSync(TURN, 'utf8'));
	} catch {
		// It has just finished; 0 stands for ourselves.
		return 0;
	}
}

function fingerprint(): string {
	const hash = createHash('sha256');
	const entries = globSync(SOURCES, { cwd: CHECKOUT, withFileTypes: true }).filter((entry) => entry.isFile());
	const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(CHECKOUT.length).replaceAll('\\', '/'));
	for (const path of paths.filter((path) => !NOT_BUILT.test(path)).sort()) {
		hash
			.update(`${path}\0`)
			.update(readFileSync(join(CHECKOUT, path)))
			.update('\0');
	}
	return hash.digest('hex');
}
