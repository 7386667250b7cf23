import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

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
		await expect(db.execute(sql.raw(change))).rejects.toMatchObject({ cause: { code: '42501' } });
	}
});
