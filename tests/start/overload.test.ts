import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect as openSocket, type Socket } from 'node:net';
import { inArray, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buildWhenStale } from '../../src/cli/build.ts';
import { readContent } from '../../src/cli/preparation.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { storeVersions } from '#lib/curriculum/server/versions.ts';
import { events } from '#lib/ledger/server/schema.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { fillWard } from '../bench/people.ts';
import { Learner } from './learner.ts';
import { start, stop, type Started } from './program.ts';
import { Wire } from './wire.ts';

// Short slices of what `npm run test:full` does longer.
const FULL = Boolean(process.env['FULL']);
const SLOW_CLIENTS = FULL ? 500 : 100;
const LEARNERS = FULL ? 50 : 16;

let database: TestDatabase;
let owner: Connection;
let wire: Wire;
let wired: string;
const people: { id: string; token: string }[] = [];
let started: Started[] = [];

beforeAll(async () => {
	await buildWhenStale();
	database = await testDatabase();
	owner = connect(database.ownerUrl, { max: 2, statementTimeout: 0 });
	const now = new Date();
	await storePlaces(database.db);
	await storeVersions(database.db, readContent(), now);
	for (const id of await fillWard(owner.db, '00082', residentsStandard(readContent()), 1, 2 * LEARNERS, now))
		people.push({ id, token: (await startSession(database.db, id, 'link', now)).token });
	await rebuild(owner.db);
	wire = new Wire(database.url);
	wired = await wire.open();
});
afterEach(async () => {
	for (const { app } of started) await stop(app);
	started = [];
});
afterAll(async () => {
	await wire.cut();
	await owner.close();
	await database.close();
});

test('N39 while the database is slow or gone nobody waits long, nothing typed is lost, and all goes on once it is back', async () => {
	const { address, complained } = await serve({ DATABASE_URL: wired });
	const cookie = `session=${people[0]?.token}`;
	const look = (path: string) => timed(() => fetch(address + path, { headers: { cookie } }));
	expect((await look('/me')).status).toBe(200);

	wire.delay = 5_000;
	const slow = await look('/me');
	expect(slow.status).toBe(503);
	expect(slow.took).toBeLessThan(4_000);
	expect(Number(slow.headers.get('retry-after'))).toBeGreaterThanOrEqual(5);
	expect(slow.text).toMatch(/Hệ thống đang bận[^]*Mã để báo người hỗ trợ: [0-9A-Z]{4}-[0-9A-Z]{4}/);
	wire.delay = 0;

	await wire.cut();
	const gone = await look('/me');
	expect([gone.status, gone.headers.get('x-frame-options')]).toEqual([503, 'DENY']);
	expect(gone.took).toBeLessThan(4_000);
	const sent = await timed(() =>
		fetch(`${address}/people/new`, {
			method: 'POST',
			headers: { cookie, origin: address, 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams({ fullName: '"Ánh" <b>', birthYear: '1957' })
		})
	);
	expect(sent.status).toBe(503);
	expect(sent.text).toContain('name="fullName" value="&#34;Ánh&#34; &#60;b&#62;"');
	expect((await fetch(`${address}/learn`)).status, 'lessons are read all the same').toBe(200);
	expect((await fetch(`${address}/readyz`)).status).toBe(503);

	await wire.open();
	await expect.poll(async () => (await look('/me')).status, { timeout: 15_000 }).toBe(200);
	expect(complained()).not.toMatch(/Ánh|1957/);
});

test('N39 while every connection waits for the database others are told within two seconds to come back, and the waiting is done once it goes on', async () => {
	const { address } = await serve({});
	const learners = people.slice(0, 12).map(({ id, token }) => new Learner(id, token));
	const agent = new Agent({ keepAlive: true, maxSockets: 40 });
	for (const learner of learners) await learner.goOn(agent, address);

	// Twelve savings wait for this lock: more than there are connections.
	const holder = connect(database.ownerUrl, { max: 1 });
	let release: () => void = () => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	const lock = holder.db.transaction(async (tx) => {
		await tx.execute(sql`lock table attempts in access exclusive mode`);
		await held;
	});
	await expect.poll(async () => (await waiting()).locks).toBe(1);
	const saving = learners.map((learner) => learner.goOn(agent, address));
	await expect.poll(async () => (await waiting()).waiting).toBeGreaterThanOrEqual(10);
	const cookie = `session=${people.at(-1)?.token}`;
	const looks = await Promise.all([1, 2, 3].map(() => timed(() => fetch(`${address}/me`, { headers: { cookie } }))));
	expect((await fetch(`${address}/healthz`)).status).toBe(200);
	release();
	await lock;
	await holder.close();
	for (const { status, headers, took } of looks) {
		expect([status, Number(headers.get('retry-after')) >= 5]).toEqual([503, true]);
		expect(took).toBeLessThan(4_000);
	}
	await Promise.all(saving);
	expect((await timed(() => fetch(`${address}/me`, { headers: { cookie } }))).status).toBe(200);
	expect(learners.map(({ answered }) => answered)).toEqual(learners.map(() => 1));
	agent.destroy();
});

test(`N40 ${SLOW_CLIENTS} clients that send a letter now and then keep nobody else waiting`, async () => {
	const { address } = await serve({});
	const sockets: Socket[] = [];
	for (let n = 0; n < SLOW_CLIENTS; n += 1) {
		const socket = openSocket(Number(new URL(address).port), '127.0.0.1');
		socket.on('error', () => undefined);
		await once(socket, 'connect');
		socket.write(
			n % 2 === 0 ? 'GET /learn HTTP/1.1\r\nx: ' : 'POST /language HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n\r\n'
		);
		sockets.push(socket);
	}
	const drip = setInterval(() => sockets.forEach((socket) => socket.write('x')), 250);
	for (let n = 0; n < 5; n += 1) {
		const page = await timed(() => fetch(`${address}/learn`));
		expect(page.status).toBe(200);
		expect(page.took).toBeLessThan(4_000);
	}
	clearInterval(drip);
	for (const socket of sockets) socket.destroy();
});

test('N46 told to stop while tests are taken and handed in, it answers what it has begun and ends in order', async () => {
	const app = await serve({ SHUTDOWN_TIMEOUT: '30' });
	const learners = people.slice(0, LEARNERS).map(({ id, token }) => new Learner(id, token));
	const agent = new Agent({ keepAlive: true, maxSockets: LEARNERS });
	let answered = 0;
	let ended: Promise<unknown[]> | null = null;
	const broken: string[] = [];
	const work = async (learner: Learner) => {
		do {
			try {
				await learner.goOn(agent, app.address);
			} catch (error) {
				// A new connection is refused; one that was begun must be answered.
				if (!/ECONNREFUSED|ECONNRESET|socket hang up/.test(String(error))) broken.push(String(error));
				return;
			}
			answered += 1;
			if (answered === 4 * LEARNERS) {
				ended = once(app.app, 'close');
				app.app.kill('SIGTERM');
			}
		} while (learner.isTakingATest);
	};
	await Promise.all(learners.map(work));
	agent.destroy();
	expect(await ended).toEqual([0, null]);
	expect(broken).toEqual([]);
	expect(app.complained()).toBe('');
	await expectConfirmed(learners);
});

test('N41 of two servers on one database one is killed in the middle: the other goes on, and all that was confirmed is there once', async () => {
	const [one, other] = await Promise.all([serve({}), serve({})]);
	const learners = people.slice(LEARNERS).map(({ id, token }) => new Learner(id, token));
	const agent = new Agent({ keepAlive: true, maxSockets: LEARNERS });
	let answered = 0;
	let killed: Promise<void> | null = null;
	const work = async (learner: Learner, n: number) => {
		for (let turn = n; learner.confirmed.length === 0; turn += 1) {
			// In turns on both, as a proxy spreads them, until one is gone.
			const app = turn % 2 === 0 && killed === null ? one : other;
			try {
				await learner.goOn(agent, app.address);
				answered += 1;
			} catch (error) {
				if (app !== one || killed === null) throw error;
			}
			if (answered === 6 * LEARNERS) killed ??= stop(one.app, 'SIGKILL');
		}
	};
	await Promise.all(learners.map(work));
	await killed;
	agent.destroy();
	expect(killed, 'it was killed while they were at it').not.toBeNull();
	expect(learners.filter(({ confirmed }) => confirmed.length !== 1)).toEqual([]);
	await expectConfirmed(learners);
});

test(`N46 told to stop with ${LEARNERS} tests being handed in at once, it answers every one and ends in order`, async () => {
	const app = await serve({ SHUTDOWN_TIMEOUT: '30' });
	const learners = people.slice(0, LEARNERS).map(({ id, token }) => new Learner(id, token));
	const agent = new Agent({ keepAlive: true, maxSockets: LEARNERS });
	// All are on their last page, each over a connection of her own.
	await Promise.all(
		learners.map(async (learner) => {
			do await learner.goOn(agent, app.address);
			while (learner.answered < 10);
		})
	);
	const handing = learners.map((learner) => learner.goOn(agent, app.address));
	const ended = once(app.app, 'close');
	await Promise.race(handing);
	app.app.kill('SIGTERM');
	await Promise.all(handing);
	agent.destroy();
	expect(await ended).toEqual([0, null]);
	expect(learners.map(({ confirmed }) => confirmed.length)).toEqual(learners.map(() => 1));
	await expectConfirmed(learners);
});

async function waiting(): Promise<{ locks: number; waiting: number }> {
	const [row] = await owner.db.execute<{ locks: number; waiting: number }>(sql`
		select count(*) filter (where granted and mode = 'AccessExclusiveLock')::int as locks,
			count(*) filter (where not granted)::int as waiting
		from pg_locks where relation = 'attempts'::regclass`);
	return row ?? { locks: 0, waiting: 0 };
}

async function expectConfirmed(learners: Learner[]): Promise<void> {
	const confirmed = learners.flatMap((learner) => learner.confirmed);
	const ids = learners.map(({ personId }) => personId);
	const submitted = await owner.db
		.select({ attempt: sql<string>`body->>'attemptId'` })
		.from(events)
		.where(sql`kind = 'test.submitted' and body->'marks' <> '[]' and ${inArray(events.subjectId, ids)}`);
	const found = submitted.map(({ attempt }) => attempt);
	expect(new Set(found).size, 'each once').toBe(found.length);
	expect(confirmed.filter((attempt) => !found.includes(attempt))).toEqual([]);
}

async function serve(environment: Record<string, string>): Promise<Started> {
	const app = await start({ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, ...environment });
	started.push(app);
	return app;
}

async function timed(ask: () => Promise<Response>) {
	const begin = performance.now();
	const response = await ask();
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, took: performance.now() - begin };
}
