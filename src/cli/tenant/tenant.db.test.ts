import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { record } from '#lib/ledger/server/record.ts';
import { enrolStaff } from '#lib/people/server/register.ts';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { makeWorld, NOON, settle, takeTest, type World } from '#tests/world.ts';
import { exportPlace } from '../commands/export.ts';
import { importRoster } from '../commands/import.ts';
import { dataMap, listColumns } from '../data-map.ts';
import type { ExportManifest } from './export.ts';
import { LEFT_OUT, selectionOf } from './selection.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoc-so-tenant-'));
let database: TestDatabase;
let world: World;
let said: string[] = [];
beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});
afterAll(async () => {
	vi.restoreAllMocks();
	rmSync(folder, { recursive: true, force: true });
	await database.close();
});

const run = async (command: typeof exportPlace, values: Record<string, string>) => {
	said = [];
	await command.run({ ...database, isEmbedded: false, close: () => Promise.resolve() }, values, NOON);
	return said.join('\n');
};

test('of every table it is said which rows belong to a place, or why none are taken out', () => {
	const undecided = Object.entries(dataMap).filter(
		([table, { columns }]) =>
			!LEFT_OUT.has(table) &&
			selectionOf(
				table,
				Object.values(columns).flatMap((line) => line.split(' '))
			) === null
	);
	expect(undecided.map(([table]) => table)).toEqual([]);
	expect([...LEFT_OUT].filter((table) => !(table in dataMap))).toEqual([]);
});

test('the export of a ward has all of its own, nothing of another, no secret, and leaves an entry in the audit', async () => {
	const mine = await settle(world, world.cuaNam, { fullName: '=Lan, "Ánh"' });
	const theirs = await settle(world, world.thanhBa, { fullName: 'Bùi Thị Khác' });
	for (const one of [mine, theirs]) await takeTest(world, one, { door: 'whole', standard: world.standard.id });
	const { token } = await issueCard(database.db, world.cuaNam.trainer, mine, NOON);
	const { wardCode } = world.cuaNam;

	expect(await run(exportPlace, { place: wardCode, to: folder })).toMatch(/^export: .* \(\d+ tables, \d+ rows\)$/);
	const [name = ''] = readdirSync(folder);
	const at = join(folder, name);
	expect([statSync(at).mode & 0o077, statSync(join(at, 'people.csv')).mode & 0o077]).toEqual([0, 0]);
	const manifest = JSON.parse(readFileSync(join(at, 'manifest.json'), 'utf8')) as ExportManifest;
	expect(manifest).toMatchObject({ wards: [wardCode], madeAt: NOON.toISOString() });
	for (const { file, sha256, rows } of manifest.tables) {
		const bytes = readFileSync(join(at, file));
		expect(createHash('sha256').update(bytes).digest('hex'), file).toBe(sha256);
		expect(parse(bytes, { bom: true, columns: true }), file).toHaveLength(rows);
	}
	const all = manifest.tables.map(({ file }) => readFileSync(join(at, file), 'utf8')).join('\n');
	expect(all).toContain(`"'=Lan, ""Ánh"""`);
	for (const foreign of [theirs, 'Bùi Thị Khác', token, world.thanhBa.groups[0]]) expect(all).not.toContain(foreign);
	const [counted] = await database.db.execute(
		sql`select count(*)::int as events from events where subject_id = ${mine}::uuid`
	);
	const events = parse(readFileSync(join(at, 'events.csv')), { bom: true, columns: true }) as { subject_id: string }[];
	expect(events.filter((one) => one.subject_id === mine)).toHaveLength(Number(counted?.['events']));
	const secret = listColumns().filter((column) => column.class === 'secret');
	for (const { table, column } of secret)
		expect(manifest.tables.find(({ file }) => file === `${table}.csv`)?.columns ?? []).not.toContain(column);
	expect(
		await database.db.execute(
			sql`select place from audit_entries where verb = 'export.make' and actor_id = 'system:console'`
		)
	).toEqual([{ place: wardCode }]);

	await expect(run(exportPlace, { place: wardCode, to: folder })).rejects.toThrow(/exists already/);
	await expect(run(exportPlace, { place: '99999', to: folder })).rejects.toThrow(/no ward and no province 99999/);
	await expect(run(exportPlace, {})).rejects.toThrow(/^Say of where/);
});

test('a file with residents is tried first, done in an officer’s name, and a second time changes nothing', async () => {
	const { wardCode } = world.cuaNam;
	const [group] = await database.db.execute<{ name: string }>(
		sql`select name from residential_groups where ward_code = ${wardCode} order by name limit 1`
	);
	const file = join(folder, 'dan-cu.csv');
	const rows = ['Họ và tên,Năm sinh,Tổ', `Vũ Thị Mới,1955,${group?.name}`, `Không Năm,,${group?.name}`];
	writeFileSync(file, rows.join('\n'));
	await expect(run(importRoster, { ward: wardCode, file })).rejects.toThrow(/has no officer/);
	const officer = await makeOfficer(wardCode);
	await expect(run(importRoster, { ward: wardCode, file })).rejects.toThrow(
		new RegExp(`--by ${officer} {3}Trần Văn Mẫu`)
	);

	const people = async () => {
		const [row] = await database.db.execute(
			sql`select count(*)::int as n from person_names where full_name = 'Vũ Thị Mới'`
		);
		return row?.['n'];
	};
	const tried = await run(importRoster, { ward: wardCode, by: officer, file });
	expect(tried).toMatch(
		/^rows 2: new 1, changed 0, same 0, doubtful 0, wrong 1; done 0\n {2}line 3 wrong: birth_missing\n/
	);
	expect(await people()).toBe(0);
	const rosterId = /--carry-out (\S+)$/.exec(tried)?.[1] ?? '';
	for (let n = 0; n < 2; n += 1) {
		const done = await run(importRoster, { ward: wardCode, by: officer, 'carry-out': rosterId });
		expect(done).toMatch(/; done 1\n/);
	}
	expect(await people()).toBe(1);
	expect(await run(importRoster, { ward: wardCode, by: officer, file })).toMatch(/^rows 2: new 0, changed 0, same 1/);

	writeFileSync(file, 'Họ và tên,Ghi chú\nVũ Thị Mới,x\n');
	await expect(run(importRoster, { ward: wardCode, by: officer, file })).rejects.toThrow(/no column for .*birth/);
	await expect(run(importRoster, { ward: wardCode, by: officer, file: '/none' })).rejects.toThrow(/There is no file/);
});

async function makeOfficer(wardCode: string): Promise<string> {
	const personId = newId(NOON);
	const who = { personId, eventId: newId(NOON), fullName: 'Trần Văn Mẫu', birthYear: 1980 };
	await record(database.db, atConsole, enrolStaff, who, NOON);
	await grantRole(
		database.db,
		atConsole,
		{ personId, role: 'ward_officer', place: wardCode, from: dayOf(NOON), to: null },
		NOON
	);
	return personId;
}
