import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { writeSetting } from '#lib/server/installation.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { examineDatabase } from './database.ts';
import { examineAddress, examineMail } from './surroundings.ts';

let database: TestDatabase;
let owner: Connection;
beforeAll(async () => {
	database = await testDatabase();
	owner = connect(database.ownerUrl, { max: 1 });
});
afterAll(async () => {
	await owner.close();
	await database.close();
});

const wrong = async (db = database.db) =>
	(await examineDatabase(db, owner.db)).filter(({ verdict }) => verdict !== 'good').map(({ say }) => say);

test('a fresh installation lacks a running server, an administrator and a backup, and nothing else', async () => {
	expect(await wrong()).toEqual([
		expect.stringContaining('No server has looked at the background work'),
		expect.stringContaining('never been a backup'),
		expect.stringContaining('no administrator')
	]);
});

test('a backup that is old is told, a new one is not', async () => {
	await writeSetting(database.db, 'last_backup', new Date(Date.now() - 5 * 86_400_000).toISOString());
	expect(await wrong()).toContainEqual(expect.stringContaining('5 days old'));
	await writeSetting(database.db, 'last_backup', new Date().toISOString());
	expect(await wrong()).not.toContainEqual(expect.stringContaining('backup'));
});

test('requests that run as the owner are told', async () => {
	expect(await wrong(owner.db)).toContainEqual(expect.stringContaining('may change what was recorded'));
});

test('a database to which no migration was ever applied is told', async () => {
	await owner.db.execute(sql`alter table drizzle.__drizzle_migrations rename to hidden`);
	expect(await wrong()).toContainEqual(expect.stringContaining('The database is empty'));
	await owner.db.execute(sql`alter table drizzle.hidden rename to __drizzle_migrations`);
});

test('an address at which forms are refused, another program listens or nobody is told', async () => {
	const at = async (answer: RequestListener) => {
		const server = createServer(answer).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		const found = await examineAddress({ PUBLIC_URL: `http://127.0.0.1:${port}`, PORT: 1 });
		server.close();
		server.closeAllConnections();
		return found.at(-1);
	};
	const answering =
		(status: number): RequestListener =>
		(request, response) =>
			void response.writeHead(request.method === 'POST' ? status : 200).end();
	expect(await at(answering(303))).toMatchObject({ verdict: 'good' });
	expect(await at(answering(403))).toMatchObject({
		verdict: 'bad',
		say: expect.stringContaining('TRUSTED_PROXY') as string
	});
	expect(await at((_, response) => void response.writeHead(404).end())).toMatchObject({ verdict: 'bad' });
	expect((await examineAddress({ PUBLIC_URL: 'http://127.0.0.1:1', PORT: 1 })).at(-1)).toMatchObject({
		verdict: 'look'
	});
});

test('a mail server that does not answer is told, and none is none', async () => {
	const settings = { MAIL_FROM: 'a@b.test', SMTP_URL: 'smtp://127.0.0.1:1' } as Parameters<typeof examineMail>[0];
	expect(await examineMail(settings)).toMatchObject({ verdict: 'bad' });
	expect(await examineMail({ ...settings, SMTP_URL: undefined })).toMatchObject({ verdict: 'good' });
});
