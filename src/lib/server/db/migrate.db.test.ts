import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import journal from '../../../../drizzle/migrations/meta/_journal.json' with { type: 'json' };
import { withDatabase, withUser } from '#tests/database.ts';
import { connect, type Connection } from './connect.ts';
import { migrate } from './migrate.ts';
import { openDatabase, userOf } from './open.ts';
import { StartFailure } from './start-failure.ts';

const made: string[] = [];
let server: Connection;
beforeAll(() => {
	server = connect(at('postgres'), { max: 1 });
});
afterAll(async () => {
	for (const name of made) await server.db.execute(sql`drop database if exists ${sql.identifier(name)} with (force)`);
	await server.close();
});

test('of three processes that migrate an empty database at once, each finds it migrated', async () => {
	const url = await emptyDatabase();
	await Promise.all([migrate(url), migrate(url), migrate(url)]);
	await migrate(url);
	expect(await query(url, 'select hash from drizzle.__drizzle_migrations')).toHaveLength(journal.entries.length);
});

test('a database that another version has changed is left alone', async () => {
	const url = await emptyDatabase();
	await migrate(url);
	await query(url, "insert into drizzle.__drizzle_migrations (hash, created_at) values ('unknown', 0)");
	await refused(
		url,
		/^The database was set up by a newer or an unreleased version .* start that version, or an empty database/
	);
});

test('a migration that PostgreSQL refuses leaves nothing half done, and its reason is told', async () => {
	const url = await emptyDatabase();
	await query(url, 'create table people ()');
	await refused(url, /^The database could not be brought up to this version: relation "people" already exists\.$/);
	expect(await query(url, "select to_regclass('events') as events")).toEqual([{ events: null }]);
});

test('with one user for everything, requests still run in the role of the application', async () => {
	const user = await newUser('createrole');
	const DATABASE_URL = withUser(await emptyDatabase(user), user);
	const database = await openDatabase({ DATABASE_URL, DATABASE_OWNER_URL: undefined, HOC_SO_DATA: undefined });
	await migrate(database.ownerUrl, userOf(database.url));
	expect(await query(database.url, 'select current_user::text, session_user::text')).toEqual([
		{ current_user: 'hoc_so_application', session_user: user }
	]);
	await expect(query(database.url, 'delete from events')).rejects.toMatchObject({ cause: { code: '42501' } });
	await migrate(database.ownerUrl, userOf(database.url));
});

test('with two users, the one that answers requests gets the rights of the application and no more', async () => {
	const [owner, user] = [await newUser('createrole'), await newUser()];
	const url = await emptyDatabase(owner);
	const settings = {
		DATABASE_URL: withUser(url, user),
		DATABASE_OWNER_URL: withUser(url, owner),
		HOC_SO_DATA: undefined
	};
	const database = await openDatabase(settings);
	await migrate(database.ownerUrl, userOf(database.url));
	expect(await query(database.url, 'select * from events')).toEqual([]);
	await expect(query(database.url, 'delete from events')).rejects.toMatchObject({ cause: { code: '42501' } });
});

test('an owner who may not make roles is told what an administrator has to run', async () => {
	const owner = await newUser();
	const stranger = await newUser();
	const url = withUser(await emptyDatabase(owner), owner);
	await refused(
		url,
		/let an administrator of the server run .*GRANT hoc_so_application TO "\w+"; and start again/,
		stranger
	);
});

test('a user who does not own the database is told whose name is needed', async () => {
	const user = await newUser('createrole');
	const url = withUser(await emptyDatabase(), user);
	await refused(url, /may not create tables .* DATABASE_OWNER_URL\.$/, user);
});

test('a server that does not answer, a wrong name and a missing database are each told in a sentence', async () => {
	await refused(
		'postgres://a:b@127.0.0.1:1/c',
		/^No database server answers at 127\.0\.0\.1:1: start it, or correct DATABASE_URL\.$/
	);
	await refused(
		withUser(at('postgres'), 'nobody_here'),
		/does not let "nobody_here" in: correct the name and password/
	);
	await refused(at('not_there'), /^There is no database "not_there" at .*: create it, or correct DATABASE_URL\.$/);
});

async function refused(url: string, sentence: RegExp, user?: string): Promise<void> {
	const refusal = await migrate(url, user).then(
		() => null,
		(error: unknown) => error
	);
	expect(refusal).toBeInstanceOf(StartFailure);
	expect((refusal as StartFailure).message).toMatch(sentence);
}

async function emptyDatabase(owner = 'postgres'): Promise<string> {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	made.push(name);
	await server.db.execute(sql`create database ${sql.identifier(name)} owner ${sql.identifier(owner)}`);
	return at(name);
}

async function newUser(right: 'createrole' | 'nocreaterole' = 'nocreaterole'): Promise<string> {
	const name = `user_${randomUUID().slice(0, 8)}`;
	await server.db.execute(sql`create role ${sql.identifier(name)} login ${sql.raw(right)}`);
	if (right === 'createrole')
		await server.db.execute(sql`grant hoc_so_application to ${sql.identifier(name)} with admin option`);
	return name;
}

async function query(url: string, statement: string): Promise<unknown[]> {
	const { db, close } = connect(url, { max: 1 });
	try {
		return [...(await db.execute(sql.raw(statement)))];
	} finally {
		await close();
	}
}

function at(name: string): string {
	return withDatabase(inject('templateUrl'), name);
}
