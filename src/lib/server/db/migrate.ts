import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { connect, type Db } from './connect.ts';
import { prepareJobTables } from './jobs-tables.ts';
import { refusalFor } from './refusal.ts';
import { APPLICATION_ROLE, ensureApplicationRole, grantTables } from './roles.ts';
import { reasonFor } from './server-errors.ts';
import { StartFailure } from './start-failure.ts';

/** Every step from the first table to this version. */
export const MIGRATIONS = fileURLToPath(new URL('../../../../drizzle/migrations', import.meta.url));

/** Any number that no other program on the same database uses: this one spells "hocso". */
const MIGRATION_LOCK = 0x686f63736f;

/**
 * Brings the database up to this version: the application's role, extensions, tables (all or none of what is new),
 * rights, and the tables of the background work. Idempotent; of several processes that start together one migrates and the others wait for it.
 * `applicationUser` is who the requests sign in as; `before` is done once before tables that hold something are changed,
 * and where it fails they are not. `migrationsFolder` is another version's where an archive of it is restored. Throws a
 * StartFailure that says what to do.
 */
export async function migrate(
	ownerUrl: string,
	applicationUser = APPLICATION_ROLE,
	before: () => Promise<unknown> = () => Promise.resolve(),
	migrationsFolder = MIGRATIONS
): Promise<void> {
	const { db, close } = connect(ownerUrl, { max: 1, statementTimeout: 0, lockTimeout: 0 });
	try {
		await refuseServer(db);
		// Held by the one connection until it closes.
		await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
		await refuseStrangeTables(db, migrationsFolder);
		if (((await countPending(db, migrationsFolder)) ?? 0) > 0) await before();
		await ensureApplicationRole(db, applicationUser);
		// Before the tables: their indexes may use them.
		await db.execute(sql`create extension if not exists unaccent`);
		await db.execute(sql`create extension if not exists pg_trgm`);
		await applyMigrations(db as PostgresJsDatabase, { migrationsFolder });
		await db.transaction(grantTables);
		await prepareJobTables(db);
	} catch (error) {
		throw reasonFor(error, ownerUrl);
	} finally {
		await close();
	}
}

async function refuseServer(db: Db): Promise<void> {
	const [server] = await db.execute<{ version: string; encoding: string }>(
		sql`select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`
	);
	const refusal = refusalFor(Number(server?.version), server?.encoding);
	if (refusal !== null) throw new StartFailure(refusal);
}

// drizzle compares dates only: it would run over tables that a newer or an unreleased version has made.
async function refuseStrangeTables(db: Db, migrationsFolder: string): Promise<void> {
	const [found] = await db.execute<{ is: boolean }>(
		sql`select to_regclass('drizzle.__drizzle_migrations') is not null as is`
	);
	if (found?.is !== true) return;
	const known = new Set(readMigrationFiles({ migrationsFolder }).map((migration) => migration.hash));
	const applied = await db.execute<{ hash: string }>(sql`select hash from drizzle.__drizzle_migrations`);
	if (applied.some(({ hash }) => !known.has(hash))) {
		throw new StartFailure(
			'The database was set up by a newer or an unreleased version of this application: start that version, or an ' +
				'empty database (sample data lie in the folder that HOC_SO_DATA names, or in .data; delete it to start anew).'
		);
	}
}

/** How many migrations of this version the database has not got yet; null where none was ever run on it. */
export async function countPending(db: Db, migrationsFolder = MIGRATIONS): Promise<number | null> {
	const [found] = await db.execute<{ is: boolean }>(
		sql`select to_regclass('drizzle.__drizzle_migrations') is not null as is`
	);
	if (found?.is !== true) return null;
	const applied = await db.execute<{ hash: string }>(sql`select hash from drizzle.__drizzle_migrations`);
	const done = new Set(applied.map(({ hash }) => hash));
	return readMigrationFiles({ migrationsFolder }).filter(({ hash }) => !done.has(hash)).length;
}
