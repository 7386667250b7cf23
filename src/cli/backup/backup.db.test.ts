import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '#lib/ledger/server/record.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { makeWorld, NOON, settle, takeTest, type World } from '#tests/world.ts';
import { eraseAgain, writeErasures } from './erasures.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { backUpBefore, backUpDaily } from './keep.ts';
import { makeBackup } from './make.ts';
import { restoreBackup } from './restore.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoc-so-backup-'));
const archive = join(folder, 'one.hocso');
const list = join(folder, 'erasures.ndjson');
const media = join(folder, 'media');

let database: TestDatabase;
let world: World;
let learner: string;
const opened: TestDatabase[] = [];

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	learner = await settle(world, world.cuaNam);
	await takeTest(world, learner, { door: 'whole', standard: world.standard.id });
	await startSession(database.db, learner, 'pictures', NOON);
	// What could be taken for the format itself.
	await database.db.execute(
		sql`update person_names set full_name = E'Lan\\\\.\n\\.\r\t\u2028 "é"' where person_id = ${learner}::uuid`
	);
	mkdirSync(join(media, 'vi'), { recursive: true });
	writeFileSync(join(media, 'vi', 'một.opus'), Buffer.from(Array.from({ length: 100_000 }, (_, n) => n % 251)));
});
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true });
	for (const one of [database, ...opened]) await one.close();
});

async function empty(): Promise<TestDatabase> {
	const fresh = await testDatabase();
	opened.push(fresh);
	return fresh;
}

/** Every table but those that a restore changes on purpose, as a number and a hash of its rows. */
async function traceOf(db: Db): Promise<Record<string, string>> {
	const tables = await db.execute<{ name: string }>(
		sql`select tablename name from pg_tables where schemaname = 'public' and tablename <> 'sign_ins' order by 1`
	);
	const trace: Record<string, string> = {};
	for (const { name } of tables) {
		const [row] = await db.execute<{ hash: string }>(
			sql`select count(*) || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') hash from ${sql.identifier(name)} t`
		);
		trace[name] = row?.hash ?? '';
	}
	return trace;
}

test('N44 a drill: what was backed up comes back row by row, numbers go on, and nobody is signed in any more', async () => {
	const before = await traceOf(database.db);
	const sums = await makeBackup(database.ownerUrl, archive, media, NOON);
	expect(Object.keys(sums).length).toBeGreaterThan(30);
	expect(statSync(archive).mode & 0o077).toBe(0);

	const fresh = await empty();
	const into = join(folder, 'restored');
	const restored = await restoreBackup(fresh.ownerUrl, archive, into);
	expect(restored).toMatchObject({ files: 1, manifest: { format: 1, madeAt: NOON.toISOString() } });
	expect(await traceOf(fresh.db)).toEqual(before);
	expect(readFileSync(join(into, 'vi', 'một.opus'))).toEqual(readFileSync(join(media, 'vi', 'một.opus')));
	expect(await fresh.db.execute(sql`select 1 from sign_ins`)).toHaveLength(0);

	const [last] = await fresh.db.execute<{ id: string }>(sql`select max(id) id from audit_entries`);
	await fresh.db.execute(
		sql`insert into audit_entries (at, actor_id, verb, object_kind, object_id) values (now(), 'a', 'b', 'c', 'd')`
	);
	const [next] = await fresh.db.execute<{ id: string }>(sql`select max(id) id from audit_entries`);
	expect(Number(next?.id)).toBe(Number(last?.id) + 1);

	const folded = await fresh.db.execute(sql`select * from literacy_statuses order by 1, 2`);
	await rebuild(fresh.db);
	expect(await fresh.db.execute(sql`select * from literacy_statuses order by 1, 2`)).toEqual(folded);
});

test('a backup made while people work is of one moment: what points at something finds it', async () => {
	const file = join(folder, 'busy.hocso');
	let going = true;
	const working = (async () => {
		for (let n = 0; going && n < 40; n += 1) await settle(world, world.cuaNam);
	})();
	await makeBackup(database.ownerUrl, file, undefined, NOON);
	going = false;
	await working;
	const fresh = await empty();
	await restoreBackup(fresh.ownerUrl, file, undefined);
	const lost = await fresh.db.execute(sql`
		select 1 from residences r where not exists (select 1 from events e where e.subject_id = r.person_id)
		union all select 1 from people p where not exists (select 1 from events e where e.subject_id = p.id)`);
	expect(lost).toHaveLength(0);
});

test('whoever was erased after the backup is erased again in what was restored', async () => {
	await makeBackup(database.ownerUrl, archive, media, NOON);
	const gone = { eventId: newId(NOON), personId: learner };
	await record(database.db, world.cuaNam.officer, erasePerson, gone, NOON);
	expect(await writeErasures(database.db, list)).toMatchObject({ erasure: 1 });
	expect(readFileSync(list, 'utf8')).not.toMatch(/Lan|name/);

	const fresh = await empty();
	await restoreBackup(fresh.ownerUrl, archive, join(folder, 'again'));
	const names = () => fresh.db.execute(sql`select 1 from person_names where person_id = ${learner}::uuid`);
	expect(await names()).toHaveLength(1);
	expect(await eraseAgain(fresh.db, list, NOON)).toEqual({ erasure: 1, consent: 0, card: 0, role: 0 });
	expect(await names()).toHaveLength(0);
	expect(await eraseAgain(fresh.db, list, NOON)).toMatchObject({ erasure: 0 });
	// Written down again from a database that was restored, the list has forgotten nobody.
	expect(await writeErasures((await empty()).db, list)).toMatchObject({ erasure: 1 });
});

test('a list of the erased that is damaged stops the restoring', async () => {
	const broken = join(folder, 'broken.ndjson');
	writeFileSync(broken, '{"personId":"x"}\n');
	await expect(eraseAgain(database.db, broken, NOON)).rejects.toThrow(/damaged in line 1/);
});

test('an archive that is cut, changed or of another kind restores nothing', async () => {
	const fresh = await empty();
	const refuses = async (content: Buffer, why: RegExp) => {
		const file = join(folder, 'bad.hocso');
		writeFileSync(file, content);
		await expect(restoreBackup(fresh.ownerUrl, file, join(folder, 'bad'))).rejects.toThrow(why);
		expect(await fresh.db.execute(sql`select 1 from events union all select 1 from provinces`)).toHaveLength(0);
		expect(existsSync(join(folder, 'bad', 'vi', 'một.opus'))).toBe(false);
	};
	const whole = readFileSync(archive);
	await refuses(whole.subarray(0, whole.length - 200), /damaged|too early/);
	const text = gunzipSync(whole).toString();
	await refuses(gzipSync(text.replace('Nguyễn', 'Nguyen')), /is damaged \(\w+\)/);
	await refuses(gzipSync(text.slice(0, text.lastIndexOf('{'))), /too early/);
	await refuses(
		gzipSync(text.replace(/"migrations":\["[0-9a-f]{4}/, '"migrations":["0000')),
		/whose tables are others/
	);
	await refuses(gzipSync('nothing\n'), /no archive of this application/);
	await refuses(Buffer.from('nothing'), /cannot be read/);
	await refuses(gzipSync(text.replace('vi/một.opus', '../một.opus')), /strange file/);
});

test('a database that holds anything is not restored into', async () => {
	const before = await traceOf(database.db);
	await expect(restoreBackup(database.ownerUrl, archive, media)).rejects.toThrow(/is not empty/);
	expect(await traceOf(database.db)).toEqual(before);
});

test('a backup that is broken off leaves nothing that looks like one', async () => {
	const file = join(folder, 'off.hocso');
	const owner = connect(database.ownerUrl, { max: 1 });
	const broken = makeBackup(database.ownerUrl, file, join(folder, 'media'), NOON);
	const end = setInterval(
		() =>
			void owner.db
				.execute(
					sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy%' and datname = current_database()`
				)
				.catch(() => undefined),
		1
	);
	const outcome = await broken.then(
		() => 'whole',
		() => 'broken'
	);
	clearInterval(end);
	await owner.close();
	expect(existsSync(file)).toBe(outcome === 'whole');
	expect(existsSync(`${file}.partial`)).toBe(false);
});

test('the server’s own backups stay fourteen, and what else lies beside them stays', async () => {
	const own = join(folder, 'own');
	mkdirSync(own);
	for (let day = 10; day < 26; day += 1) writeFileSync(join(own, `hoc-so-2026-01-${day}-020000.hocso`), '');
	writeFileSync(join(own, 'mine.hocso'), '');
	await backUpDaily(database, own, undefined, NOON);
	const names = readdirSync(own).sort();
	expect(names.filter((name) => name.startsWith('hoc-so-'))).toHaveLength(14);
	expect(names).toEqual(expect.arrayContaining(['mine.hocso', 'erasures.ndjson']));
	const [row] = await database.db.execute(sql`select value from installation where key = 'last_backup'`);
	expect(row).toEqual({ value: NOON.toISOString() });
});

test('before tables are changed an archive is written, and where it cannot be they stay as they are', async () => {
	const old = await empty();
	const owner = connect(old.ownerUrl, { max: 1 });
	const before = join(folder, 'before');
	const backUp = (to: string) => migrate(old.ownerUrl, undefined, () => backUpBefore(old.ownerUrl, to, NOON));
	await backUp(before);
	expect(existsSync(before), 'nothing is to be changed').toBe(false);

	// As if this version brought a step that the database has not taken, and which fails.
	await owner.db.execute(sql`delete from drizzle.__drizzle_migrations`);
	await expect(backUp('/dev/null/no-folder')).rejects.toThrow();
	await expect(backUp(before)).rejects.toThrow(/could not be brought up/);
	expect(readdirSync(before)).toEqual([expect.stringMatching(/^hoc-so-before-.*\.hocso$/)]);
	await owner.close();
});
