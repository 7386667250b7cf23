import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWhenStale } from '../../src/cli/build.ts';
import { readyDatabase } from '../../src/cli/ready-database.ts';
import { atConsole } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { enrolStaff } from '#lib/people/server/register.ts';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { openEmbedded } from '#lib/server/db/embedded.ts';
import { writeSetting } from '#lib/server/installation.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import { createGroup } from '#lib/territory/server/groups.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { clearAway } from '#tests/killed-runs.ts';
import { start, stop, type Started } from './program.ts';

// No file may grow beyond so many blocks: for any user, a full disk in the middle of writing.
const BLOCKS = { archive: 8, database: 65_530 };
const WARD = '00082';
const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'hoc-so-full-'));

let database: TestDatabase;
let owner: Connection;
let app: Started | undefined;
let session: string;
beforeAll(async () => {
	await buildWhenStale();
	database = await testDatabase();
	owner = connect(database.ownerUrl, { max: 1, statementTimeout: 0 });
	await readyDatabase({ ...database, isEmbedded: false });
	await writeSetting(database.db, 'sample', true);
	const now = new Date();
	await createGroup(
		database.db,
		atConsole,
		{ wardCode: WARD, name: 'Tổ 1', kind: 'tổ dân phố', validFrom: '2025-07-01' },
		now
	);
	const personId = newId(now);
	const who = { personId, eventId: newId(now), fullName: 'Trần Thị Mẫu', birthYear: 1980 };
	await record(database.db, atConsole, enrolStaff, who, now);
	await grantRole(
		database.db,
		atConsole,
		{ personId, role: 'ward_officer', place: WARD, from: dayOf(now), to: null },
		now
	);
	session = (await startSession(database.db, personId, 'link', now)).token;
	app = await start({ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl });
});
afterAll(async () => {
	if (app) await stop(app.app);
	await owner?.close();
	await database?.close();
	await clearAway(folder, join('data', 'cluster', 'postmaster.pid'), 'SIGINT');
	rmSync(folder, { recursive: true, force: true });
});

test('N42 a backup for which there is no room says so, leaves nothing that looks like one, and keeps the older one', async () => {
	const to = join(folder, 'backups');
	const environment = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
	expect((await command(null, ['backup', '--to', `${to}/`], environment)).code).toBe(0);
	const [old = ''] = archivesIn(to);
	const before = readFileSync(join(to, old));

	const failed = await command(BLOCKS.archive, ['backup', '--to', join(to, 'new.hocso')], environment);
	expect(failed.code).toBe(1);
	expect(failed.said).toMatch(
		/^There is no room for the archive .*new\.hocso \(EFBIG\): nothing was written, and older/
	);
	expect(archivesIn(to)).toEqual([old]);
	expect(readdirSync(to).filter((name) => name.includes('partial'))).toEqual([]);
	expect(readFileSync(join(to, old)).equals(before)).toBe(true);
});

test('N42 a file with residents for which the database has no room is refused in words, nothing of it is kept, and it is taken once there is room', async () => {
	const rosterId = newId(new Date());
	const counts = async () => {
		const [row] = await owner.db.execute(
			sql`select (select count(*)::int from rosters) rosters, (select count(*)::int from roster_rows) rows,
				(select count(*)::int from people) people`
		);
		return row;
	};
	const before = await counts();
	await owner.db.execute(sql`create function no_room() returns trigger language plpgsql as
		$$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`);
	await owner.db.execute(sql`create trigger no_room before insert on roster_rows execute function no_room()`);
	const refused = await send(rosterId);
	expect([refused.status, refused.headers.get('retry-after') !== null]).toEqual([503, true]);
	expect(await refused.text()).toMatch(/Máy chủ hết chỗ lưu[^]*Mã để báo người hỗ trợ: [0-9A-Z]{4}-[0-9A-Z]{4}/);
	expect(await counts()).toEqual(before);
	expect(app?.complained()).toMatch(/"failed":"53100"/);
	expect(app?.complained()).not.toMatch(/Mẫu Một/);

	await owner.db.execute(sql`drop trigger no_room on roster_rows`);
	expect((await send(rosterId)).status).toBe(303);
	expect(await counts()).toMatchObject({ rosters: 1, rows: 2 });
});

test('N42 our own database with no room left refuses what does not fit, and has all the rest after a start with room', async () => {
	const data = join(folder, 'data');
	mkdirSync(data);
	for (const path of [folder, data]) chmodSync(path, 0o755);
	const limited = spawn(
		'/bin/sh',
		[
			'-c',
			`ulimit -f ${BLOCKS.database}; exec "$0" "$@"`,
			process.execPath,
			join(root, 'tests/start/open-database.ts')
		],
		{
			cwd: root,
			env: { ...process.env, HOC_SO_DATA: data }
		}
	);
	const [said] = (await once(limited.stdout, 'data')) as [Buffer];
	const { ownerUrl } = JSON.parse(said.toString()) as { ownerUrl: string };
	const there = connect(ownerUrl, { max: 1, statementTimeout: 0 });
	await there.db.execute(sql`create table filling (n int, text text)`);
	let kept = 0;
	const fill = async () => {
		for (; kept < 20_000; kept += 1_000)
			await there.db.execute(
				sql`insert into filling select n, repeat('x', 7000) || n from generate_series(${kept + 1}::int, ${kept + 1_000}::int) n`
			);
	};
	await there.db.execute(sql`alter table filling alter column text set storage plain`);
	await expect(fill()).rejects.toMatchObject({
		cause: { message: expect.stringContaining('could not extend file') as string }
	});
	const count = sql`select count(*)::int as n, max(n) as last from filling`;
	expect(kept).toBeGreaterThan(0);
	expect(await there.db.execute(count)).toEqual([{ n: kept, last: kept }]);
	await there.close();
	limited.kill('SIGTERM');
	await once(limited, 'close');

	const roomy = await openEmbedded(data);
	const again = connect(roomy.ownerUrl, { max: 1, statementTimeout: 0 });
	expect(await again.db.execute(count)).toEqual([{ n: kept, last: kept }]);
	await again.db.execute(sql`insert into filling values (0, 'fits')`);
	await again.close();
	await roomy.close();
});

function archivesIn(to: string): string[] {
	return readdirSync(to).filter((name) => name.endsWith('.hocso'));
}

async function command(blocks: number | null, args: string[], environment: Record<string, string>) {
	const limit = blocks === null ? '' : `ulimit -f ${blocks}; `;
	const { NODE_ENV: _, VITEST: __, ...env } = process.env;
	const line = [process.execPath, join(root, 'src/cli/admin.ts'), ...args];
	const run = spawn('/bin/sh', ['-c', `${limit}exec "$0" "$@"`, ...line], {
		cwd: root,
		env: { ...env, ...environment }
	});
	let said = '';
	run.stderr.on('data', (text: Buffer) => (said += text.toString()));
	const [code] = (await once(run, 'close')) as [number];
	return { code, said };
}

function send(rosterId: string): Promise<Response> {
	const body = new FormData();
	for (const [name, value] of Object.entries({ rosterId, wardCode: WARD, groupId: '' })) body.set(name, value);
	const rows = ['Họ và tên,Năm sinh,Tổ', 'Nguyễn Mẫu Một,1960,Tổ 1', 'Nguyễn Mẫu Hai,1961,Tổ 1'];
	body.set('file', new Blob([rows.join('\n')], { type: 'text/csv' }), 'do.csv');
	const address = app?.address ?? '';
	const headers = { cookie: `session=${session}`, origin: address, accept: 'text/html' };
	return fetch(`${address}/rosters/new`, { method: 'POST', headers, body, redirect: 'manual' });
}
