import { sql } from 'drizzle-orm';
import library from 'pg-boss/package.json' with { type: 'json' };
import type { Db } from './connect.ts';
import { APPLICATION_ROLE } from './roles.ts';

/** Where the library for background work keeps its own tables, apart from ours. */
export const JOBS_SCHEMA = 'pgboss';

/**
 * Makes the tables of the background work, or brings them up to this version of the library, and gives the
 * application's role what it needs to use them: rows, never tables. Idempotent; the owner runs it, alone.
 */
export async function prepareJobTables(owner: Db): Promise<void> {
	const version = await versionThere(owner);
	if (version === null || version < library.pgboss.schema) {
		// Takes memory and a moment, and is hardly ever needed.
		const { getConstructionPlans, getMigrationPlans } = await import('pg-boss');
		const plans = version === null ? getConstructionPlans(JOBS_SCHEMA) : getMigrationPlans(JOBS_SCHEMA, version);
		await owner.execute(sql.raw(plans));
	}
	const [schema, role] = [sql.identifier(JOBS_SCHEMA), sql.identifier(APPLICATION_ROLE)];
	await owner.execute(sql`grant usage on schema ${schema} to ${role}`);
	await owner.execute(sql`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`);
	await owner.execute(sql`grant usage on all sequences in schema ${schema} to ${role}`);
}

async function versionThere(owner: Db): Promise<number | null> {
	const [table] = await owner.execute<{ there: boolean }>(
		sql`select to_regclass(${`${JOBS_SCHEMA}.version`}) is not null as there`
	);
	if (table?.there !== true) return null;
	const [row] = await owner.execute<{ version: number }>(
		sql`select version from ${sql.identifier(JOBS_SCHEMA)}.version`
	);
	return row?.version ?? null;
}
