import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { buildWhenStale } from '../../src/cli/build.ts';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import * as program from './program.ts';
import { type Run, run, type Started, stop } from './program.ts';

let server: Connection;
let started: Started[] = [];
const made: string[] = [];
beforeAll(async () => {
	server = connect(at('postgres'), { max: 1 });
	await buildWhenStale();
});
afterEach(async () => {
	for (const { app } of started) await stop(app);
	started = [];
});
afterAll(async () => {
	for (const name of made) await server.db.execute(sql`drop database if exists ${sql.identifier(name)} with (force)`);
	await server.close();
});

test('on an empty database it answers at the address that it prints, and a second one beside it too', async () => {
	const url = await newDatabase();
	const apps = await Promise.all([start({ DATABASE_URL: url }), start({ DATABASE_URL: url })]);
	for (const { address } of apps) {
		expect((await fetch(`${address}/`)).status).toBe(200);
		expect((await fetch(`${address}/healthz`)).status).toBe(200);
		expect(await (await fetch(`${address}/readyz`)).text()).toBe('ready\n');
	}
	expect(new Set(apps.map(({ address }) => address)).size).toBe(2);
	for (const { app } of apps) expect(megabytesOf(app)).toBeLessThan(256);
});

test('over plain http it takes a form from its own pages, and refuses one from elsewhere and one that is too long', async () => {
	const { address } = await start({ DATABASE_URL: await newDatabase() });
	expect((await post(address, address)).status).not.toBe(403);
	expect((await post(address, 'http://elsewhere.example')).status).toBe(403);
	expect((await post(address, address, 'x'.repeat(600_000))).status).toBe(413);
});

test('a port in use ends the start with a sentence', async () => {
	const DATABASE_URL = await newDatabase();
	const { address } = await start({ DATABASE_URL });
	const { port } = new URL(address);
	const second = run({ DATABASE_URL, PORT: port });
	expect(await ended(second)).toBe(1);
	expect(second.complained()).toBe(
		`Port ${port} is in use by another program: stop that program, or choose another port, such as PORT=${Number(port) + 1} npm start.\n`
	);
});

test('wrong settings end the start with a sentence for each', async () => {
	const wrong = run({ PORT: 'http', DATABASE_URL: 'mysql://localhost/db' });
	expect(await ended(wrong)).toBe(1);
	expect(wrong.complained()).toBe(
		'DATABASE_URL must be an address such as postgres://user:password@host:5432/database.\n' +
			'PORT must be a whole number from 0 to 65535.\n'
	);
});

test('a data folder that cannot be written ends the start with a sentence', async () => {
	const closed = run({ PORT: '0', HOC_SO_DATA: '/dev/null/data' });
	expect(await ended(closed)).toBe(1);
	expect(closed.complained()).toMatch(
		/^The folder for the database, \/dev\/null\/data, cannot be written .* HOC_SO_DATA\.\n$/
	);
});

test('while the database is missing it stays up and says why, and serves as soon as there is one', async () => {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	const waiting = await start({ DATABASE_URL: at(name) });
	expect((await fetch(`${waiting.address}/healthz`)).status).toBe(200);
	const probe = await fetch(`${waiting.address}/readyz`);
	const reason = await probe.text();
	expect(probe.status).toBe(503);
	expect(reason).toMatch(
		new RegExp(`^There is no database "${name}" at .*: create it, or correct DATABASE_URL\\.\\n$`)
	);
	expect(waiting.complained(), 'no stack trace').toBe(reason);
	expect((await fetch(`${waiting.address}/learn`)).status).toBe(503);

	await newDatabase(name);
	await expect.poll(async () => (await fetch(`${waiting.address}/readyz`)).status, { timeout: 30_000 }).toBe(200);
	expect((await fetch(`${waiting.address}/`)).status).toBe(200);
	expect(waiting.complained(), 'the reason is told once').toBe(reason);
});

test('told to stop, it ends in order', async () => {
	const { app, complained } = await start({ DATABASE_URL: await newDatabase() });
	app.kill('SIGTERM');
	app.kill('SIGTERM');
	expect(await once(app, 'close')).toEqual([0, null]);
	expect(complained()).toBe('');
});

async function start(environment: Record<string, string>): Promise<Started> {
	const app = await program.start(environment);
	started.push(app);
	return app;
}

/** What the process holds in memory, where the system tells. */
function megabytesOf({ pid }: ChildProcess): number {
	const file = `/proc/${pid}/status`;
	return existsSync(file) ? Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1]) / 1024 : 0;
}

async function ended({ app }: Run): Promise<unknown> {
	const [code] = (await once(app, 'close')) as [number | null];
	return code;
}

function post(address: string, origin: string, body = 'a=b'): Promise<Response> {
	return fetch(`${address}/sign-in`, {
		method: 'POST',
		body,
		redirect: 'manual',
		headers: { origin, 'content-type': 'application/x-www-form-urlencoded' }
	});
}

async function newDatabase(name = `test_${randomUUID().replaceAll('-', '')}`): Promise<string> {
	made.push(name);
	await server.db.execute(sql`create database ${sql.identifier(name)}`);
	return at(name);
}

function at(database: string): string {
	const address = new URL(inject('templateUrl'));
	address.pathname = `/${database}`;
	return address.href;
}
