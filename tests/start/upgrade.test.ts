import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { makeBackup } from '../../src/cli/backup/make.ts';
import { restoreAnyVersion } from '../../src/cli/backup/restore-older.ts';
import { buildWhenStale } from '../../src/cli/build.ts';
import { readyDatabase } from '../../src/cli/ready-database.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { MIGRATIONS } from '#lib/server/db/migrate.ts';
import { APPLICATION_ROLE } from '#lib/server/db/roles.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, withDatabase, withUser, type TestDatabase } from '#tests/database.ts';
import { foldedRows } from '#tests/folded-rows.ts';
import { makeWorld, NOON, settle, takeTest } from '#tests/world.ts';
import { start, stop, type Started } from './program.ts';

const RELEASES = globSync(join(import.meta.dirname, '../releases/*.hocso'));
const MIGRATE = join(import.meta.dirname, 'migrate-once.ts');

const folder = mkdtempSync(join(tmpdir(), 'hoc-so-upgrade-'));
const newer = join(folder, 'migrations');
const now = join(folder, 'now.hocso');
let database: TestDatabase;
const made: string[] = [];
let app: Started | undefined;

beforeAll(async () => {
	await buildWhenStale();
	addMigration();
	database = await testDatabase();
	const world = await makeWorld(database.db);
	const learner = await settle(world, world.cuaNam);
	await takeTest(world, learner, { door: 'whole', standard: world.standard.id });
	await makeBackup(database.ownerUrl, now, undefined, NOON);
});
afterAll(async () => {
	if (app) await stop(app.app);
	await database?.close();
	for (const name of made)
		await at('postgres', (db) => db.execute(sql`drop database ${sql.identifier(name)} with (force)`));
	rmSync(folder, { recursive: true, force: true });
});

test.each([...RELEASES, now])(
	'what an older version kept is brought up to the newest tables with nothing lost, and its figures are the same: %s',
	async (archive) => {
		const url = await emptyDatabase();
		const { rows } = await restoreAnyVersion(url, APPLICATION_ROLE, archive, join(folder, 'media'), newer);
		expect(rows).toBeGreaterThan(50);
		await at(url, async (db) => {
			expect(await db.execute(sql`select n45 from upgraded`)).toEqual([{ n45: 1 }]);
			const folded = await foldedRows(db);
			await rebuild(db);
			expect(await foldedRows(db)).toEqual(folded);
		});
	}
);

test('an archive of tables that this version does not know is refused', async () => {
	const later = join(folder, 'later.hocso');
	const url = await emptyDatabase();
	await restoreAnyVersion(url, APPLICATION_ROLE, now, undefined, newer);
	await makeBackup(url, later, undefined, NOON);
	const empty = await emptyDatabase();
	await expect(restoreAnyVersion(empty, APPLICATION_ROLE, later, undefined)).rejects.toThrow(/does not know/);
	expect(await at(empty, (db) => db.execute(sql`select to_regclass('events') as events`))).toEqual([{ events: null }]);
});

test('N45 of those that start with a new migration one is killed half-way: it is applied once, and the old version answers all the while', async () => {
	const ownerUrl = await emptyDatabase();
	const url = withUser(ownerUrl, APPLICATION_ROLE);
	await readyDatabase({ ownerUrl, url, isEmbedded: false, close: () => Promise.resolve() });
	app = await start({ DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl });
	const { address } = app;
	let going = true;
	const asked: number[] = [];
	const asking = (async () => {
		while (going) asked.push((await fetch(`${address}/literacy/01`)).status);
	})();

	const killed = spawn(process.execPath, [MIGRATE, ownerUrl, newer]);
	await expect.poll(() => isMigrating(ownerUrl), { timeout: 30_000, interval: 20 }).toBe(true);
	killed.kill('SIGKILL');
	await once(killed, 'close');
	const others = [1, 2].map(() => spawn(process.execPath, [MIGRATE, ownerUrl, newer]));
	const ended = await Promise.all(others.map((one) => once(one, 'close')));
	expect(ended).toEqual([
		[0, null],
		[0, null]
	]);
	await wait(100);
	going = false;
	await asking;
	expect(new Set(asked)).toEqual(new Set([200]));
	expect(await at(ownerUrl, (db) => db.execute(sql`select n45 from upgraded`))).toEqual([{ n45: 1 }]);
});

/** A migration of a version to come: halfway through, it takes a while. */
function addMigration(): void {
	cpSync(MIGRATIONS, newer, { recursive: true });
	writeFileSync(
		join(newer, '9999_upgraded.sql'),
		['create table upgraded (n45 int);', 'select pg_sleep(1.5) as half_way;', 'insert into upgraded values (1);'].join(
			'--> statement-breakpoint\n'
		)
	);
	const path = join(newer, 'meta', '_journal.json');
	const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: { idx: number; when: number }[] };
	const last = journal.entries.at(-1);
	const entry = { ...last, idx: journal.entries.length, when: Number(last?.when) + 1, tag: '9999_upgraded' };
	writeFileSync(path, JSON.stringify({ ...journal, entries: [...journal.entries, entry] }));
}

async function isMigrating(url: string): Promise<boolean> {
	const name = new URL(url).pathname.slice(1);
	const rows = await at('postgres', (db) =>
		db.execute(
			sql`select 1 from pg_stat_activity where datname = ${name} and state = 'active' and query like '%half_way%'`
		)
	);
	return rows.length > 0;
}

async function emptyDatabase(): Promise<string> {
	const name = `test_${newId(NOON).replaceAll('-', '')}`;
	made.push(name);
	await at('postgres', (db) => db.execute(sql`create database ${sql.identifier(name)}`));
	return addressOf(name);
}

async function at<Result>(database: string, work: (db: Db) => Promise<Result>): Promise<Result> {
	const { db, close } = connect(database.includes(':') ? database : addressOf(database), {
		max: 1,
		statementTimeout: 0
	});
	try {
		return await work(db);
	} finally {
		await close();
	}
}

function addressOf(name: string): string {
	return withDatabase(inject('templateUrl'), name);
}
