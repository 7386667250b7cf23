import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { inject } from 'vitest';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { APPLICATION_ROLE } from '#lib/server/db/roles.ts';

export interface TestDatabase {
	/** as the application's role, like every request */
	db: Db;
	/** the application role's address */
	url: string;
	/** the owner's address */
	ownerUrl: string;
	/** Closes the connections and drops the database. */
	close(): Promise<void>;
}

/** A fresh, migrated, empty database of one's own, a copy of the run's template: 30 ms. One a test file. */
export async function testDatabase(): Promise<TestDatabase> {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	const template = inject('templateUrl');
	const ownerUrl = withDatabase(template, name);
	await asOwner(template, (db) =>
		db.execute(sql`create database ${sql.identifier(name)} template ${sql.identifier(databaseOf(template))}`)
	);
	const url = withUser(ownerUrl, APPLICATION_ROLE);
	const { db, close } = connect(url, { max: 8 });
	return {
		db,
		url,
		ownerUrl,
		close: async () => {
			await close();
			await asOwner(template, (owner) => owner.execute(sql`drop database ${sql.identifier(name)} with (force)`));
		}
	};
}

// Connected to another database, because a template must have no connections while it is copied.
async function asOwner(template: string, work: (db: Db) => Promise<unknown>): Promise<void> {
	const { db, close } = connect(withDatabase(template, 'postgres'), { max: 1, statementTimeout: 60_000 });
	try {
		await work(db);
	} finally {
		await close();
	}
}

function databaseOf(url: string): string {
	return new URL(url).pathname.slice(1);
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
	const address = new URL(url);
	address.pathname = `/${database}`;
	return address.href;
}

/** The same database as another user. */
export function withUser(url: string, user: string): string {
	const address = new URL(url);
	address.username = user;
	return address.href;
}
