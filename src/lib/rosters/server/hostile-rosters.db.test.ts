import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import writeExcelFile from 'write-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clock } from '#lib/access/actor.ts';
import { commitRoster } from '#lib/rosters/server/commit.ts';
import { continueImports } from '#lib/rosters/server/go-on.ts';
import { nameColumns } from '#lib/rosters/server/name-columns.ts';
import { countRows, readRoster } from '#lib/rosters/server/roster.ts';
import { listRejected } from '#lib/rosters/server/rows.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { HEAD, makeOffice, utf8 } from '#tests/roster-office.ts';
import { NOON, type World } from '#tests/world.ts';

// The numbers are those of the list of negative tests.
let database: TestDatabase;
let office: Awaited<ReturnType<typeof makeOffice>>;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	office = await makeOffice(database.db);
	world = office.world;
});
afterAll(() => database.close());

const written = async () => {
	const [row] = await world.db.execute(
		sql`select (select count(*) from events)::int events, (select count(*) from people)::int people`
	);
	return row;
};

test('29: a list with headings twice, without a column that is needed, or without rows writes nothing and says why', async () => {
	const before = await written();
	const twice = await office.send('Họ và tên,Năm sinh,Tổ,Năm sinh,Họ và tên\nLý Thị Lặp,1950,1,1951,Khác\n');
	const { columns } = await readRoster(world.db, world.cuaNam.officer, twice);
	expect(columns.map(({ field }) => field)).toEqual(['fullName', 'birth', 'group', null, null]);
	const missing = await office.send('Họ và tên,Tổ\nLý Thị Thiếu,1\n');
	const fields = (await readRoster(world.db, world.cuaNam.officer, missing)).columns.map(({ field }) => field);
	await expect(nameColumns(world.db, world.cuaNam.officer, { rosterId: missing, fields }, NOON)).rejects.toMatchObject({
		code: 'roster_missing_birth',
		status: 422
	});
	await expect(office.send(HEAD)).rejects.toMatchObject({ code: 'table_empty', status: 422 });
	await expect(office.send(`${HEAD}"Lý Thị Hở,1950,1,\n`)).rejects.toMatchObject({ code: 'table_broken', status: 422 });
	expect(await written()).toEqual(before);
});

test('29: the preview of a list in UTF-16 with semicolons gives each row its number in the spreadsheet', async () => {
	const before = await written();
	const text = 'DANH SÁCH TỔ 1;;;\r\n;;;\r\nHọ và tên;Năm sinh;Tổ;Hộ\r\n"Lý Thị\r\nHàng";1950;1;\r\n;1950;1;\r\n';
	const rosterId = await office.look(new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')));
	const rows = await office.rowsOf(rosterId);
	expect(rows.map(({ line, state }) => [line, state])).toEqual([
		[4, 'new'],
		[5, 'wrong']
	]);
	expect(await written()).toEqual(before);
});

test('30: numbers of papers, whole, short, with letters or without their zero, are kept of nobody, and good rows remain', async () => {
	const data = [
		['Họ và tên', 'Số CCCD', 'Ngày sinh', 'Tổ dân phố'],
		['Lý Thị Đủ', '001050012345', '22/11/1950', 'Tổ dân phố 1'],
		['Lý Thị Trùng', '001050012345', '22/11/1951', 'tô dân phô 1'],
		['Lý Thị Ngắn', '01050012345', '30/02/1952', 'TDP 01'],
		['Lý Thị Chữ', '0010500A2345', '1953', 'TỔ DÂN PHỐ SỐ 1'],
		['Lý Thị Sau', '', '2090', '1'],
		['Lý Thị Lạ', '', '1954', 'Tổ dân phố 77']
	];
	const cells = data.map((row, n) =>
		// Excel takes the number of a paper for a number, and its leading zeros are gone.
		row.map((value) =>
			n === 4 && value === '' ? null : /^0\d{11}$/.test(value) ? { value: Number(value) } : { value }
		)
	);
	const file = new Uint8Array(await writeExcelFile([{ sheet: 'x', data: cells }]).toBuffer());
	for (const bytes of [utf8(`${data.map((row) => row.join(',')).join('\n')}\n`), file]) {
		const rosterId = await office.look(bytes);
		const { columns } = await readRoster(world.db, world.cuaNam.officer, rosterId);
		expect(columns.map(({ refused }) => refused)).toEqual([null, 'paper_number', null, null]);
		expect(await office.reasonsOf(rosterId)).toEqual([
			...['new', 'new', 'wrong birth_unreadable', 'new', 'wrong birth_out_of_range', 'wrong group_unknown']
		]);
		expect(JSON.stringify(await office.rowsOf(rosterId))).not.toMatch(/1050012345|10500A2345/);
		const rejected = await listRejected(world.db, world.cuaNam.officer, rosterId);
		expect(rejected.rows.map(({ line }) => line)).toEqual([4, 6, 7]);
		if (bytes === file) expect(await office.commit(rosterId)).toMatchObject({ done: 3 });
	}
	expect(await office.named('Lý Thị Trùng')).toHaveLength(1);
});

test('31: an import killed at its half goes on by the job, and everybody is registered once', async () => {
	const letters = 'abcdefghij';
	const people = Array.from({ length: 300 }, (_, n) => {
		const name = [...String(1000 + n)].map((digit) => letters[Number(digit)]).join(' ');
		return `Phùng ${name},${1930 + (n % 60)},1,`;
	});
	const rosterId = await office.look(`${HEAD}${people.join('\n')}\n`);
	const before = await countRows(world.db, rosterId);
	await commitRoster(world.db, world.cuaNam.officer, rosterId, NOON);
	const child = spawn(process.execPath, ['tests/import-alone.ts', database.url, rosterId, NOON.toISOString()], {
		stdio: 'ignore'
	});
	const ended = once(child, 'exit');
	while ((await countRows(world.db, rosterId)).done < 50 && child.exitCode === null) await wait(5);
	child.kill('SIGKILL');
	await ended;
	const half = await countRows(world.db, rosterId);
	expect(half.done).toBeGreaterThan(0);
	expect(half.toDo).toBeGreaterThan(0);
	// The job comes round again and again: at first the database may not know yet that whoever held the list is dead.
	const goOn = async () => {
		await continueImports(world.db, clock, NOON);
		return countRows(world.db, rosterId);
	};
	await expect.poll(goOn, { timeout: 30_000, interval: 200 }).toMatchObject({ toDo: 0, done: before.toDo });
	const [twice] = await world.db.execute(sql`
		select count(*)::int n, count(distinct full_name)::int names from person_names where full_name like 'Phùng %'`);
	expect(twice).toEqual({ n: before.toDo, names: before.toDo });
});

test('31: the same list sent and committed by two officers at once, and once more, registers each once', async () => {
	const text = `${HEAD}Cù Thị Một,1951,1,\nCù Thị Hai,1952,1,\n`;
	const [one, other] = [await office.look(text), await office.look(text)];
	const done = await Promise.all([office.commit(one), office.commit(other)]);
	expect(done[0].done + done[1].done).toBe(2);
	const again = await office.look(text);
	expect(await office.reasonsOf(again)).toEqual(['same', 'same']);
	expect(await office.commit(again)).toMatchObject({ done: 0 });
});
