import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installation } from '#lib/server/schema.ts';
import { learnerCards } from '#lib/sign-in/server/schema.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { connect, type Db } from './connect.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await testDatabase();
});
afterAll(() => database.close());

test('our own server sorts Vietnamese as a dictionary does', async () => {
	const sorted = await database.db.execute<{ name: string }>(
		sql`select name from unnest(array['Đào', 'Ba', 'Ánh', 'Dung', 'Anh', 'Ân']) as name order by name`
	);
	expect(sorted.map(({ name }) => name)).toEqual(['Anh', 'Ánh', 'Ân', 'Ba', 'Dung', 'Đào']);
});

test('our own server strips diacritics and knows Vietnamese letters', async () => {
	const [row] = await database.db.execute<{ plain: string; letters: boolean }>(
		sql`select unaccent('Đống Đa') as plain, 'Đ' ~ '^[[:alpha:]]$' as letters`
	);
	expect(row).toEqual({ plain: 'Dong Da', letters: true });
});

test('a day ends at midnight in Vietnam, and instants come back as they went in', async () => {
	const at = new Date('2026-11-21T17:00:00.123Z');
	await database.db.insert(learnerCards).values({
		...{ id: '019aa000-0000-7000-8000-000000000001', personId: '019aa000-0000-7000-8000-000000000002' },
		...{ tokenHash: 't', codeHash: 'c', issuedAt: at, issuedBy: 'test', expiresOn: '2027-11-22' }
	});
	const [card] = await database.db
		.select({ issuedAt: learnerCards.issuedAt, day: sql<string>`${learnerCards.issuedAt}::date::text` })
		.from(learnerCards);
	expect(card).toEqual({ issuedAt: at, day: '2026-11-22' });
});

test('a statement that takes too long is ended by the server', async () => {
	const { db, close } = connect(database.url, { max: 1, statementTimeout: 50 });
	await expect(db.execute(sql`select pg_sleep(5)`)).rejects.toMatchObject({ cause: { code: '57014' } });
	await close();
});

test('a statement that waits too long for a lock is ended by the server', async () => {
	const { db, close } = connect(database.url, { max: 2, lockTimeout: 50 });
	await db.insert(installation).values({ key: 'locked', value: 1 });
	await db.transaction(async (tx) => {
		await tx.execute(sql`select 1 from installation where key = 'locked' for update`);
		const other = db.execute(sql`update installation set value = '2' where key = 'locked'`);
		await expect(other).rejects.toMatchObject({ cause: { code: '55P03' } });
	});
	await close();
});

test('a slow statement keeps no other one waiting while a connection is free', async () => {
	const { db, close } = connect(database.url, { max: 2 });
	await Promise.all([db.execute(sql`select 1`), db.execute(sql`select 1`)]);
	const slow = db.execute(sql`select pg_sleep(1)`);
	const begun = Date.now();
	for (let n = 0; n < 5; n++) await db.execute(sql`select 1`);
	expect(Date.now() - begun).toBeLessThan(800);
	await slow;
	await close();
});

test('more statements and transactions at once than connections wait for one another, and none is lost', async () => {
	const { db, close } = connect(database.url, { max: 2 });
	const takeTurns = async (_: unknown, n: number) => {
		for (let turn = 0; turn < 10; turn++) {
			await db.execute(sql`select 1`);
			await db.transaction((tx) => tx.insert(installation).values({ key: `crowd ${n} ${turn}`, value: n }));
		}
	};
	await Promise.all(Array.from({ length: 20 }, takeTurns));
	await close();
	expect(await database.db.execute(sql`select 1 from installation where key like 'crowd %'`)).toHaveLength(200);
});

test('a transaction is a database to whoever is handed it, and leaves nothing when it fails', async () => {
	const write = (db: Db) => db.insert(installation).values({ key: 'half', value: true });
	const failed = database.db.transaction(async (tx) => {
		await write(tx);
		throw new Error('stop');
	});
	await expect(failed).rejects.toThrow('stop');
	expect(await database.db.execute(sql`select 1 from installation where key = 'half'`)).toHaveLength(0);
});

test('generic plans are planned once', async () => {
	const { db, close } = connect(database.url, { max: 1, genericPlans: true });
	expect(await db.execute(sql`show plan_cache_mode`)).toEqual([{ plan_cache_mode: 'force_generic_plan' }]);
	await close();
});

test('a statement that comes again and again is planned once, inside a transaction too; one that came once is not kept', async () => {
	const { db, close } = connect(database.url, { max: 1 });
	const ask = (within: Db, value: number) => within.execute<{ n: number }>(sql`select ${value}::int + 1 as n`);
	const kept = async () => {
		const rows = await db.execute<{ statement: string; plans: number }>(
			sql`select statement, (generic_plans + custom_plans)::int plans from pg_prepared_statements`
		);
		return rows.filter(({ statement }) => statement.includes('+ 1 as n'));
	};
	expect([...(await ask(db, 1)), ...(await ask(db, 2))]).toEqual([{ n: 2 }, { n: 3 }]);
	expect(await kept()).toEqual([]);
	for (const value of [3, 4]) {
		const within = await db.transaction((tx) => tx.transaction((inner) => ask(inner, value)));
		expect([...within]).toEqual([{ n: value + 1 }]);
	}
	expect(await kept()).toEqual([{ statement: 'select $1::int + 1 as n', plans: 2 }]);
	await db.execute(sql`select ${1}::int + 1 as n, ${2}::text as once`);
	expect(await kept()).toHaveLength(1);
	await close();
});
