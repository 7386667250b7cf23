import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWhenStale } from '../../src/cli/build.ts';
import { readyDatabase } from '../../src/cli/ready-database.ts';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { accountFor, give } from '#lib/server/db/account.ts';
import { findBinaries } from '#lib/server/db/binaries.ts';
import { findRunning, startServer } from '#lib/server/db/cluster.ts';
import { openEmbedded, type EmbeddedDatabase } from '#lib/server/db/embedded.ts';
import { FigureSource } from '#lib/server/db/replica.ts';
import { clearAway, endKilledRuns } from '#tests/killed-runs.ts';
import { pidOfServer } from './application.ts';
import { start, stop } from './program.ts';

// A real standby: a copy of the data of a stopped server, which then follows it.
const PREFIX = 'hoc-so-replica-';
const SERVER = [join('cluster', 'postmaster.pid'), 'SIGINT'] as const;
const folders = ['primary', 'standby'].map((name) => mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-${name}-`)));
const [primaryFolder = '', standbyFolder = ''] = folders;

let primary: EmbeddedDatabase;
let standby: string;
let own: Connection;
beforeAll(async () => {
	await endKilledRuns(PREFIX, ...SERVER);
	await buildWhenStale();
	primary = await openEmbedded(primaryFolder);
	await readyDatabase({ ...primary, isEmbedded: false });
	await primary.close();
	// While it stands still its files are of one moment.
	execFileSync('cp', ['-a', join(primaryFolder, 'cluster'), standbyFolder]);
	primary = await openEmbedded(primaryFolder);
	own = connect(primary.url, { max: 2 });
	standby = await startStandby();
});
afterAll(async () => {
	await own.close();
	for (const folder of folders.toReversed()) await clearAway(folder, ...SERVER);
});

test('figures are read from the standby, what is written is not, and how late it is can be seen', async () => {
	const replica = connect(standby, { max: 1, readOnly: true });
	const source = new FigureSource(own.db, replica, { look: 3_600_000 });
	expect([source.standing?.used, source.db === own.db]).toEqual([false, true]);
	await source.look();
	expect(source.standing).toMatchObject({ used: true, answers: true, lag: 0 });
	const [place] = await source.db.execute(
		sql`select pg_is_in_recovery() as standby, count(*)::int as wards from wards group by 1`
	);
	expect(place).toMatchObject({ standby: true });
	await expect(source.db.execute(sql`insert into rate_limits select * from rate_limits`)).rejects.toMatchObject({
		cause: { code: '25006' }
	});

	await pauseReplay(true);
	await own.db.execute(sql`insert into installation (key, value) values ('seen', '1')`);
	await source.look();
	await wait(1_100);
	await source.look();
	expect(source.standing?.lag).toBeGreaterThanOrEqual(1);
	const strict = new FigureSource(own.db, replica, { look: 3_600_000, tooLate: 0 });
	await strict.look();
	await wait(600);
	await strict.look();
	expect([strict.standing?.used, strict.db === own.db]).toEqual([false, true]);
	await pauseReplay(false);
	await expect.poll(async () => (await source.look(), source.standing?.lag)).toBe(0);
	await replica.close();
});

test('pages of figures are answered through it, and go on from the primary when it is gone', async () => {
	const app = await start({
		DATABASE_URL: primary.url,
		DATABASE_OWNER_URL: primary.ownerUrl,
		DATABASE_REPLICA_URL: standby
	});
	try {
		const look = async () => {
			for (const path of ['/literacy', '/literacy/01', '/literacy/00082', '/api/literacy/01'])
				expect((await fetch(app.address + path)).status, path).toBe(200);
		};
		await look();
		const [asked] = await reading();
		expect(asked?.n).toBeGreaterThan(0);

		process.kill(pidOfServer(standbyFolder) ?? 0, 'SIGINT');
		await expect.poll(() => pidOfServer(standbyFolder), { timeout: 20_000 }).toBeNull();
		await expect.poll(async () => (await fetch(`${app.address}/literacy/01`)).status, { timeout: 20_000 }).toBe(200);
		await look();
		expect((await fetch(`${app.address}/readyz`)).status).toBe(200);
	} finally {
		await stop(app.app);
	}
});

async function reading(): Promise<{ n: number }[]> {
	const there = connect(standby, { max: 1 });
	const rows = await there.db.execute<{ n: number }>(
		sql`select count(*)::int as n from pg_stat_activity where application_name like 'hoc-so %' and pid <> pg_backend_pid()`
	);
	await there.close();
	return [...rows];
}

async function pauseReplay(isPaused: boolean): Promise<void> {
	const owner = connect(asOwner(standby), { max: 1 });
	await owner.db.execute(isPaused ? sql`select pg_wal_replay_pause()` : sql`select pg_wal_replay_resume()`);
	await owner.close();
}

async function startStandby(): Promise<string> {
	const data = join(standbyFolder, 'cluster');
	const account = accountFor(data);
	const socket = join(standbyFolder, 'socket');
	mkdirSync(socket, { mode: 0o700 });
	for (const path of [standbyFolder, socket]) give(account, path);
	writeFileSync(join(data, 'standby.signal'), '');
	const cluster = {
		data,
		log: join(standbyFolder, 'server.log'),
		account,
		binaries: findBinaries(account, standbyFolder)
	};
	const { searchParams, port } = new URL(primary.ownerUrl);
	await startServer(cluster, {
		...{ listen_addresses: '', unix_socket_directories: socket, max_connections: '60', hot_standby_feedback: 'on' },
		primary_conninfo: `host=${searchParams.get('host')} port=${port} user=postgres`
	});
	const running = await findRunning(cluster);
	const address = new URL(primary.url);
	address.searchParams.set('host', running?.socketFolder ?? '');
	return address.href;
}

function asOwner(url: string): string {
	const address = new URL(url);
	address.username = 'postgres';
	return address.href;
}
