import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { isAlive } from '#lib/server/is-alive.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** the owner's address of the migrated database that every test database is a copy of */
		templateUrl: string;
	}
}

const PREFIX = 'hoc-so-tests-';

/** Starts one PostgreSQL for the whole run, whose data need not survive it, and migrates the template once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	await endKilledRuns();
	const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
	const server = await openEmbedded(folder, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' });
	const end = async () => {
		await server.close();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await migrate(server.ownerUrl);
	} catch (error) {
		await end();
		throw error;
	}
	project.provide('templateUrl', server.ownerUrl);
	return end;
}

// A run that was killed could not stop its server.
async function endKilledRuns(): Promise<void> {
	for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
		const run = Number(/^\d+(?=-)/.exec(name.slice(PREFIX.length))?.[0]);
		if (Number.isNaN(run) || isAlive(run)) continue;
		const folder = join(tmpdir(), name);
		const pidFile = join(folder, 'cluster', 'postmaster.pid');
		if (existsSync(pidFile)) await stop(Number(readFileSync(pidFile, 'utf8').split('\n')[0]));
		rmSync(folder, { recursive: true, force: true });
	}
}

async function stop(pid: number): Promise<void> {
	if (isAlive(pid)) process.kill(pid, 'SIGINT');
	for (let tries = 0; isAlive(pid) && tries < 100; tries++) await wait(50);
}
