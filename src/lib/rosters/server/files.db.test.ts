import fc from 'fast-check';
import writeExcelFile from 'write-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Field } from '#lib/rosters/columns.ts';
import { copyRoster } from '#lib/rosters/server/copy.ts';
import { goOn } from '#lib/rosters/server/go-on.ts';
import { nameColumns } from '#lib/rosters/server/name-columns.ts';
import { readRoster } from '#lib/rosters/server/roster.ts';
import { listRejected } from '#lib/rosters/server/rows.ts';
import { sendRoster } from '#lib/rosters/server/send.ts';
import { writeCsv } from '#lib/server/csv.ts';
import { writeXlsx } from '#lib/server/xlsx.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { NOON, settle, type Commune, type World } from '#tests/world.ts';
import { HEAD, makeOffice } from '#tests/roster-office.ts';

let database: TestDatabase;
let office: Awaited<ReturnType<typeof makeOffice>>;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	office = await makeOffice(database.db);
	world = office.world;
});
afterAll(() => database.close());

test('every fault of a row is named, and the good rows beside it can be taken', async () => {
	const rosterId = await office.look(
		`${HEAD}${[
			',1950,1,',
			'123,1950,1,',
			'Lý Thị Lỗi,30/02/1950,1,',
			'Lý Thị Lỗi,2090,1,',
			'Lý Thị Lỗi,năm 50,1,',
			'Lý Thị Lỗi,,Tổ dân phố 9,',
			'Lý Thị Bé,2015,1,',
			'Lý Thị Tốt,22/11/1950,tổ dân phố 1,',
			'Lý Thị Serial,18589,1,',
			`Lý Thị Dài,1950,1,${'x'.repeat(101)}`
		].join('\n')}\n`
	);
	expect(await office.reasonsOf(rosterId)).toEqual([
		'wrong name_missing',
		'wrong name_without_letters',
		'wrong birth_unreadable',
		'wrong birth_out_of_range',
		'wrong birth_unreadable',
		'wrong birth_missing group_unknown',
		'wrong under_sixteen',
		'new',
		'new',
		'wrong household_too_long'
	]);
	expect(await office.commit(rosterId)).toMatchObject({ done: 2 });
	const rejected = await listRejected(world.db, world.cuaNam.officer, rosterId);
	expect(rejected.headings).toEqual(['Họ và tên', 'Năm sinh', 'Tổ', 'Hộ']);
	expect(rejected.rows).toHaveLength(8);
	expect(rejected.rows[0]).toMatchObject({ line: 2, cells: ['', '1950', '1', ''] });
});

test('no number of a paper or phone, and nothing of ethnicity, religion or health, is kept in any row', async () => {
	const rosterId = await office.send(
		'Họ và tên,Năm sinh,Tổ,CCCD,Dân tộc,Sức khỏe,SĐT,Cột lạ\nVi Thị Kín,1950,1,001050012345,Kinh,yếu,0912345678,CCCD 001050012345\n'
	);
	const [row] = await office.rowsOf(rosterId);
	expect(row?.cells).toEqual(['Vi Thị Kín', '1950', '1', '', '', '', '', 'CCCD']);
	const { columns } = await readRoster(world.db, world.cuaNam.officer, rosterId);
	expect(columns.map(({ refused }) => refused)).toEqual([
		...[null, null, null, 'paper_number', 'sensitive', 'sensitive', 'phone', null]
	]);
	const fields: (Field | null)[] = ['fullName', 'birth', 'group', 'everydayName', null, null, null, null];
	await nameColumns(world.db, world.cuaNam.officer, { rosterId, fields }, NOON);
	expect((await readRoster(world.db, world.cuaNam.officer, rosterId)).columns[3]?.field).toBeNull();
});

test('a column that is called nothing but holds ethnicity or religion is left out; a family called Thái is not', async () => {
	const rosterId = await office.send(
		'Họ đệm,Tên,Năm sinh,Tổ,DTC,Cột 6\nThái,Kín,1950,1,Kinh,Công giáo\nThái,Mở,1951,1,Tày,Công giáo\n'
	);
	const { columns } = await readRoster(world.db, world.cuaNam.officer, rosterId);
	expect(columns.map(({ refused }) => refused)).toEqual([null, null, null, null, 'sensitive', 'sensitive']);
	expect((await office.rowsOf(rosterId)).map(({ cells }) => cells)).toEqual([
		['Thái', 'Kín', '1950', '1', '', ''],
		['Thái', 'Mở', '1951', '1', '', '']
	]);
});

test('what a ward says of its headings is remembered, and by no other ward', async () => {
	const text = 'Cột A,Cột B,Cột C\nKha Thị Nhớ,1950,1\n';
	const rosterId = await office.send(text);
	const fields: Field[] = ['fullName', 'birth', 'group'];
	await expect(
		nameColumns(world.db, world.cuaNam.officer, { rosterId, fields: ['fullName', 'birth', 'birth'] }, NOON)
	).rejects.toMatchObject({ code: 'roster_missing_group', status: 422 });
	await nameColumns(world.db, world.cuaNam.officer, { rosterId, fields }, NOON);
	const fieldsOf = async (commune: Commune) => {
		const { columns } = await readRoster(world.db, commune.officer, await office.send(text, commune));
		return columns.map(({ field }) => field);
	};
	expect(await fieldsOf(world.cuaNam)).toEqual(fields);
	expect(await fieldsOf(world.thanhBa)).toEqual([null, null, null]);
});

test('a copy that comes back as it is changes nothing, whatever people are called, and a correction in it is made', async () => {
	const { thanhBa } = world;
	const called = fc.array(fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', ' ', 'Hoà', 'Nguyễn', 'Ẵ', '\n'), {
		minLength: 1,
		maxLength: 6
	});
	const names = fc
		.sample(called, { numRuns: 25, seed: 7 })
		.map((words, n) => `${words.join('')} Mẫu ${'ABCDE'[n % 5]}${n}`);
	for (const name of [...names, '=HYPERLINK(1) Mẫu', '＝1 Mẫu', '@x Mẫu']) {
		await settle(world, thanhBa, { fullName: name, birthYear: 1950 });
	}
	const copy = writeCsv(await copyRoster(world.db, thanhBa.officer, thanhBa.wardCode, NOON));
	const back = await office.look(copy, thanhBa);
	expect(new Set(await office.reasonsOf(back))).toEqual(new Set(['same']));
	expect(await office.commit(back, thanhBa.officer)).toMatchObject({ done: 0 });

	const workbook = await writeXlsx([
		{ name: 'x', rows: await copyRoster(world.db, thanhBa.officer, thanhBa.wardCode, NOON) }
	]);
	const asWorkbook = await office.look(new Uint8Array(workbook), thanhBa);
	expect(new Set(await office.reasonsOf(asWorkbook))).toEqual(new Set(['same']));

	const corrected = await office.look(copy.replace("'=HYPERLINK(1) Mẫu", 'Lý Thị Mẫu Sửa'), thanhBa);
	expect(await office.commit(corrected, thanhBa.officer)).toMatchObject({ done: 1, changed: 1 });
	expect(await office.named('Lý Thị Mẫu Sửa')).toHaveLength(1);
	await expect(copyRoster(world.db, thanhBa.officer, world.cuaNam.wardCode, NOON)).rejects.toMatchObject({
		status: 404
	});
});

test('a workbook is read like a file of text: merged houses on each line, days as days', async () => {
	const file = await writeExcelFile([
		{
			sheet: 'Tổ 1',
			data: [
				[{ value: 'DANH SÁCH NHÂN KHẨU TỔ 1' }],
				[{ value: 'Hộ' }, { value: 'Họ tên' }, { value: 'Ngày sinh' }, { value: 'Tổ' }],
				[
					{ value: 'Nhà Gộp', rowSpan: 2 },
					{ value: 'Thái Thị Gộp' },
					{ value: new Date('1950-02-01T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' },
					{ value: 1 }
				],
				[null, { value: 'Thái Văn Gộp' }, { value: '3/1949' }, { value: 'TDP số 01' }]
			]
		}
	]).toBuffer();
	const { officer, wardCode } = world.cuaNam;
	const rosterId = newId(NOON);
	const sent = { rosterId, wardCode, groupId: null, fileName: 'to.xlsx', bytes: new Uint8Array(file) };
	await sendRoster(world.db, officer, sent, NOON);
	await sendRoster(world.db, officer, sent, NOON);
	const { columns } = await readRoster(world.db, officer, rosterId);
	await nameColumns(world.db, officer, { rosterId, fields: columns.map(({ field }) => field) }, NOON);
	await goOn(world.db, rosterId, NOON, 100);
	expect(
		(await office.rowsOf(rosterId)).map(({ state, birthYear, household }) => ({ state, birthYear, household }))
	).toEqual([
		{ state: 'new', birthYear: 1950, household: 'Nhà Gộp' },
		{ state: 'new', birthYear: 1949, household: 'Nhà Gộp' }
	]);
});
