import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readSetting } from '#lib/server/installation.ts';
import { readOriginKey } from '#lib/server/origin.ts';
import { auditEntries } from '#lib/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { findSession, startSession } from '#lib/sign-in/server/sessions.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import type { Command } from './command.ts';
import { endSessions } from './end-sessions.ts';
import { rotateKeys } from './rotate-keys.ts';

let database: TestDatabase;
let hers: string;
let another: string;
let said: string[] = [];
beforeAll(async () => {
	database = await testDatabase();
	const { here, there } = await settleTwoWards(database.db);
	hers = await settlePerson(database.db, here.groupId, 'Bà Mẫu Một');
	another = await settlePerson(database.db, there.groupId, 'Ông Mẫu Hai');
	vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});
afterAll(async () => {
	vi.restoreAllMocks();
	await database.close();
});
beforeEach(() => {
	said = [];
});

const run = (command: Command, values: Record<string, string | boolean | undefined>) =>
	command.run({ ...database, isEmbedded: false, close: () => Promise.resolve() }, values, NOW);

async function entries(verb: 'sessions.end' | 'origin_key.renew') {
	return database.db.select().from(auditEntries).where(eq(auditEntries.verb, verb)).orderBy(asc(auditEntries.id));
}

test('end-sessions signs one person out wherever she is, or everybody, and the audit says how many sessions ended', async () => {
	const open = async (personId: string) => (await startSession(database.db, personId, 'link', NOW)).token;
	const tokens = [await open(hers), await open(hers), await open(another)];
	const known = async () => {
		const found = await Promise.all(tokens.map((token) => findSession(database.db, token, NOW)));
		return found.map((session) => session !== null);
	};
	expect(await known()).toEqual([true, true, true]);
	await run(endSessions, { person: hers });
	expect([said, await known()]).toEqual([['2 sessions ended.'], [false, false, true]]);
	await run(endSessions, { person: newId(NOW) });
	await run(endSessions, { all: true });
	expect(await known()).toEqual([false, false, false]);
	expect((await entries('sessions.end')).map(({ actorId, detail }) => [actorId, detail])).toEqual([
		['system:console', { ended: 2 }],
		['system:console', { ended: 0 }],
		['system:console', { ended: 1 }]
	]);
});

test('end-sessions that is not told whom, or is told both, ends nothing and says what to type', async () => {
	const { token } = await startSession(database.db, hers, 'link', NOW);
	for (const values of [{}, { all: true, person: hers }, { person: 'Bà Mẫu Một' }, { person: '' }])
		await expect(run(endSessions, values)).rejects.toThrow('--all, or --person');
	expect(await findSession(database.db, token, NOW)).not.toBeNull();
});

test('rotate-keys makes the key for networks anew and says how the others are changed; with --show it says it only', async () => {
	const before = await readOriginKey(database.db);
	await run(rotateKeys, { show: true });
	expect(await readOriginKey(database.db)).toBe(before);
	expect(await entries('origin_key.renew')).toHaveLength(0);
	for (const secret of ['METRICS_TOKEN_PREVIOUS', 'OIDC_CLIENT_SECRET', 'SMTP_URL', 'DATABASE_URL'])
		expect(said.join('\n')).toContain(secret);

	await run(rotateKeys, {});
	const after = await readSetting<string>(database.db, 'origin_key');
	expect(after).toHaveLength(before.length);
	expect(after).not.toBe(before);
	expect(said.join('\n')).not.toContain(after as string);
	expect(await entries('origin_key.renew')).toHaveLength(1);
});
