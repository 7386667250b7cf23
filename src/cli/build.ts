import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { runCommand } from './run-command.ts';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const STAMP = join(CHECKOUT, 'build', 'built-from');

/** What the build reads; lessons are not among it, since they are read when the application starts. */
const SOURCES = ['src/**/*', 'static/**/*', 'package.json', 'package-lock.json', 'vite.config.ts', 'project.inlang/settings.json'];
const NOT_BUILT = /^src\/lib\/messages\/compiled\/|\.test\.ts$|^src\/cli\//;

if (import.meta.main) await runCommand(buildWhenStale);

/** Makes the production build when there is none of the sources as they are now. Throws a StartFailure. */
export async function buildWhenStale(): Promise<void> {
	const sources = fingerprint();
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
	const vite = join(CHECKOUT, 'node_modules', 'vite', 'bin', 'vite.js');
	if (!existsSync(vite)) {
		throw new StartFailure('The build is older than the sources, and Vite is not installed: run "npm ci --include=dev".');
	}
	console.log('Building …');
	try {
		await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: CHECKOUT, maxBuffer: 64 * 1024 * 1024 });
	} catch (error) {
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		throw new StartFailure(`${stdout}${stderr}\nThe build failed: correct what is said above.`, error);
	}
	writeFileSync(STAMP, sources);
}

function fingerprint(): string {
	const hash = createHash('sha256');
	const entries = globSync(SOURCES, { cwd: CHECKOUT, withFileTypes: true }).filter((entry) => entry.isFile());
	const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(CHECKOUT.length).replaceAll('\\', '/'));
	for (const path of paths.filter((path) => !NOT_BUILT.test(path)).sort()) {
		hash.update(`${path}\0`).update(readFileSync(join(CHECKOUT, path))).update('\0');
	}
	return hash.digest('hex');
}
