import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSignInLink, useSignInLink } from '#lib/sign-in/server/links.ts';
import { oneTimeLinks } from '#lib/sign-in/server/schema.ts';
import { minutesAfter, NOW, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let personId: string;

beforeAll(async () => {
	database = await testDatabase();
	personId = (await settleTwoWards(database.db)).here.personId;
});
afterAll(() => database.close());

describe('a sign-in link', () => {
	test('works once', async () => {
		const token = await makeSignInLink(database.db, personId, NOW, 30);
		expect(await useSignInLink(database.db, token, '192.0.2.1', minutesAfter(NOW, 29))).toBe(personId);
		await expect(useSignInLink(database.db, token, '192.0.2.1', minutesAfter(NOW, 29))).rejects.toMatchObject({
			code: 'link_used',
			status: 410
		});
	});

	test('works once when ten use it at the same time', async () => {
		const token = await makeSignInLink(database.db, personId, NOW, 30);
		const uses = await Promise.allSettled(
			Array.from({ length: 10 }, () => useSignInLink(database.db, token, '192.0.2.1', NOW))
		);
		expect(uses.filter((use) => use.status === 'fulfilled')).toHaveLength(1);
	});

	test('does not work when its time is over', async () => {
		const token = await makeSignInLink(database.db, personId, NOW, 30);
		await expect(useSignInLink(database.db, token, '192.0.2.1', minutesAfter(NOW, 30))).rejects.toMatchObject({
			code: 'link_expired',
			status: 410
		});
	});

	test.each(['', 'x', 'A'.repeat(43), 'A'.repeat(5000), '\u0000'])('that nobody made is unknown: %j', async (token) => {
		await expect(useSignInLink(database.db, token, '192.0.2.2', NOW)).rejects.toMatchObject({
			code: 'link_unknown',
			status: 404
		});
	});

	test('is kept as a hash only', async () => {
		const token = await makeSignInLink(database.db, personId, NOW, 30);
		expect(JSON.stringify(await database.db.select().from(oneTimeLinks))).not.toContain(token);
	});
});
