import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { endKilledRuns } from '#tests/killed-runs.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** the owner's address of the migrated database that every test database is a copy of */
		templateUrl: string;
	}
}

const PREFIX = 'hoc-so-tests-';

/** Starts one PostgreSQL for the whole run, whose data need not survive it, and migrates the template once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	await endKilledRuns(PREFIX, join('cluster', 'postmaster.pid'), 'SIGINT');
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
