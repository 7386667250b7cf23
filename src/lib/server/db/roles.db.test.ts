import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { connect } from './connect.ts';

const NOT_ALLOWED = { cause: { code: '42501' } };

let database: TestDatabase;
beforeAll(async () => {
	database = await testDatabase();
});
afterAll(() => database.close());

test('the application may add events and read them, but not change or remove them', async () => {
	const { db } = database;
	await db.execute(sql`insert into events (subject_id, id, kind, body, actor_id, occurred_at, recorded_at)
		values (gen_random_uuid(), gen_random_uuid(), 'test', '{}', 'test', now(), now())`);
	expect(await db.execute(sql`select kind from events`)).toHaveLength(1);
	for (const change of ['update events set kind = kind', 'delete from events', 'truncate events']) {
		await expect(db.execute(sql.raw(change))).rejects.toMatchObject(NOT_ALLOWED);
	}
});

test('the application may add audit entries and read them, but not change or remove them', async () => {
	const { db } = database;
	await db.execute(
		sql`insert into audit_entries (at, actor_id, verb, object_kind, object_id) values (now(), 'a', 'b', 'c', 'd')`
	);
	expect(await db.execute(sql`select verb from audit_entries`)).toHaveLength(1);
	for (const change of [
		'update audit_entries set verb = verb',
		'delete from audit_entries',
		'truncate audit_entries'
	]) {
		await expect(db.execute(sql.raw(change))).rejects.toMatchObject(NOT_ALLOWED);
	}
});

test('the application may change every table but these, the chain of the audit and what was once shown', async () => {
	const rights = await database.db.execute<{ name: string; may: boolean }>(sql`
		select relname as name,
			has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
				and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete') as may
		from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`);
	const withheld = rights.filter(({ may }) => !may).map(({ name }) => name);
	expect(withheld.sort()).toEqual(['audit_chain', 'audit_entries', 'content_versions', 'events']);
	expect(rights.length).toBeGreaterThan(20);
});

test('the application may not make, change or drop tables', async () => {
	for (const change of ['create table mine ()', 'drop table people', 'alter table events disable trigger all']) {
		await expect(database.db.execute(sql.raw(change))).rejects.toMatchObject(NOT_ALLOWED);
	}
});

test('the application may not see what the owner keeps about migrations', async () => {
	await expect(database.db.execute(sql`select * from drizzle.__drizzle_migrations`)).rejects.toMatchObject(NOT_ALLOWED);
	const owner = connect(database.ownerUrl, { max: 1 });
	expect(await owner.db.execute(sql`select * from drizzle.__drizzle_migrations`)).not.toHaveLength(0);
	await owner.close();
});
