import { deflateRawSync } from 'node:zlib';
import writeExcelFile from 'write-excel-file/node';
import { expect, test } from 'vitest';
import { readTable } from '#lib/server/read-table.ts';
import { dayFromCell, findColumns, withLeadingZeros } from '#lib/server/table-cells.ts';
import { writeCsv } from '#lib/server/csv.ts';
import { readZip, writeZip } from '#lib/server/zip.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const cellsOf = async (bytes: Uint8Array) => (await readTable(bytes)).map(({ cells }) => cells);
const refused = (bytes: Uint8Array, code: string) =>
	expect(readTable(bytes)).rejects.toMatchObject({ code, status: 422 });

test('a table is read in UTF-8 with and without its mark, in UTF-16, with any of three delimiters', async () => {
	const rows = [
		['Họ và tên', 'Năm sinh'],
		['Đặng Thị Mẫu', '1980']
	];
	const text = (delimiter: string, end = '\r\n') => rows.map((row) => row.join(delimiter)).join(end);
	const utf16 = (littleEndian: boolean, mark: string) => {
		const bytes = Buffer.from(mark + text('\t'), 'utf16le');
		return new Uint8Array(littleEndian ? bytes : bytes.swap16());
	};
	const mark = '\ufeff';
	for (const bytes of [
		utf8(text(',')),
		utf8(mark + text(';')),
		utf8(text('\t', '\n')),
		utf8(`sep=;\r\n${text(';')}`),
		utf8(writeCsv(rows)),
		utf16(true, mark),
		utf16(false, mark),
		utf16(true, ''),
		utf16(false, ''),
		utf8(text(',').normalize('NFD'))
	]) {
		expect(await cellsOf(bytes)).toEqual(rows);
	}
});

test('a line break inside quotes is no line, empty lines are left out, and lines keep their numbers', async () => {
	const lines = await readTable(utf8('Tên,Ghi chú\r\n\r\nMẫu,"hai\r\ndòng"\r\n,\r\nHai,\r\n'));
	expect(lines.map(({ cells }) => cells)).toEqual([
		['Tên', 'Ghi chú'],
		['Mẫu', 'hai dòng'],
		['Hai', '']
	]);
	expect(lines[0]?.line).toBe(1);
});

test('what is no table in a known writing is refused with its reason', async () => {
	await refused(new Uint8Array(), 'table_empty');
	await refused(utf8(' , \r\n'), 'table_empty');
	// "Họ" in TCVN3
	await refused(new Uint8Array([0x80, 0x81, 0x2c, 0x90]), 'table_encoding');
	await refused(utf8('a,"b\r\nc,d'), 'table_broken');
	await refused(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'table_old_or_locked');
	await refused(new Uint8Array([0x4d, 0x5a, 0x00, 0x00]), 'table_unknown');
	await refused(utf8('x'.repeat(400_001)), 'table_too_big');
	await refused(utf8('a,b\r\n'.repeat(2001)), 'table_too_long');
	await refused(utf8(`a,${'b'.repeat(200_000)}`), 'table_broken');
});

test.each([
	['TCVN3', 'H\xe4 v\xb5 t\xaan,N\xa8m sinh\nNguy\xd4n Th\xde M\xc9u,1950\n'],
	['VNI', 'Ho\xef va\xf8 te\xe2n,Na\xeam sinh\nNguye\xe3n Thi\xef Ma\xe3u,1950\n'],
	['Windows-1258', 'Ho\xf2 va\xcc t\xean,N\xe3m sinh\nNguy\xea\xden Thi\xf2 M\xe2\xdeu,1950\n']
])('a list written in %s is refused by the name of its code', async (code, text) => {
	await expect(readTable(Buffer.from(text, 'latin1'))).rejects.toMatchObject({
		code: 'table_encoding_old',
		details: { code }
	});
});

test('a workbook gives its first sheet: days as days, numbers whole, text as it stands', async () => {
	const file = await writeExcelFile([
		{
			sheet: 'Cán bộ',
			data: [
				[{ value: 'Họ và tên' }, { value: 'Ngày sinh' }, { value: 'Số' }],
				[
					{ value: 'Nguyễn Văn Mẫu', type: String },
					{ value: new Date('1980-02-29T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' },
					{ value: 1_234_567_890_123, type: Number }
				]
			]
		}
	]).toBuffer();
	expect(await cellsOf(new Uint8Array(file))).toEqual([
		['Họ và tên', 'Ngày sinh', 'Số'],
		['Nguyễn Văn Mẫu', '1980-02-29', '1234567890123']
	]);
	await refused(new Uint8Array(file.subarray(0, file.length - 100)), 'table_unknown');
});

test('a cell merged downwards stands on each of its lines, and a formula gives what it gave when it was saved', async () => {
	const file = await writeExcelFile([
		{
			sheet: 'Hộ',
			data: [
				[{ value: 'Hộ' }, { value: 'Họ và tên' }, { value: 'Năm sinh' }],
				[{ value: 'Ông Tư', rowSpan: 2 }, { value: 'Nguyễn Văn Mẫu' }, { value: '=1900+80', type: 'Formula' }],
				[null, { value: 'Trần Thị Mẫu' }, { value: 1981 }],
				[null, { value: 'Lê Văn Mẫu' }, { value: 1982 }]
			]
		}
	]).toBuffer();
	expect(await cellsOf(new Uint8Array(file))).toEqual([
		['Hộ', 'Họ và tên', 'Năm sinh'],
		// Nobody has opened this file, so that the formula has given nothing yet.
		['Ông Tư', 'Nguyễn Văn Mẫu', ''],
		['Ông Tư', 'Trần Thị Mẫu', '1981'],
		['', 'Lê Văn Mẫu', '1982']
	]);
});

test('a formula that a spreadsheet has worked out is read as what it gave, text, number and day', async () => {
	const file = await writeExcelFile([
		{
			sheet: 'x',
			data: [
				[{ value: 'Họ và tên' }, { value: 'Năm sinh' }, { value: 'Ngày' }],
				[{ value: 'X' }, { value: 1 }, { value: new Date('1980-02-29T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' }]
			]
		}
	]).toBuffer();
	const files = readZip(file);
	const sheet = files.get('xl/worksheets/sheet1.xml')?.toString() ?? '';
	const worked = sheet
		.replace(/<c r="A2"[^>]*>.*?<\/c>/, '<c r="A2" t="str"><f>B9&amp;C9</f><v>Nguyễn Văn Mẫu</v></c>')
		.replace(/<c r="B2"[^>]*>.*?<\/c>/, '<c r="B2"><f>1900+80</f><v>1980</v></c>')
		.replace(/(<c r="C2"[^>]*>)(<v>)/, '$1<f>DATE(1980,2,29)</f>$2');
	expect(worked.match(/<f>/g)).toHaveLength(3);
	files.set('xl/worksheets/sheet1.xml', Buffer.from(worked));
	expect((await cellsOf(new Uint8Array(writeZip(files, new Date(0)))))[1]).toEqual([
		...['Nguyễn Văn Mẫu', '1980', '1980-02-29']
	]);
});

test('a workbook that inflates, hides a macro, a path or a document type is refused before it is read', async () => {
	const book = { name: 'xl/workbook.xml', content: Buffer.from('<x/>') };
	const bomb = { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(31_000_000, 0x20) };
	await refused(zip([book, bomb]), 'table_inflates');
	for (const name of ['xl/vbaProject.bin', '../x.xml', 'xl/externalLinks/externalLink1.xml', '/etc/x.xml']) {
		await refused(zip([book, { name, content: Buffer.from('x') }]), 'table_suspicious');
	}
	await refused(zip([{ ...book, content: Buffer.from('<!DOCTYPE x><x/>') }]), 'table_suspicious');
	await refused(zip(Array.from({ length: 301 }, (_, n) => ({ ...book, name: `${n}.xml` }))), 'table_inflates');
	await refused(zip([{ name: 'word/document.xml', content: Buffer.from('<x/>') }]), 'table_unknown');
});

test('headings are found under titles, without diacritics and with words around them', () => {
	const lines = [
		{ line: 1, cells: ['DANH SÁCH CÁN BỘ', '', ''] },
		{ line: 3, cells: ['STT', 'HO VA TEN', 'Ngày, tháng, năm sinh (dd/mm/yyyy)'] }
	];
	const names = { name: ['ho va ten', 'ho ten'], birth: ['nam sinh'] };
	expect(findColumns(lines, names, ['name', 'birth'])).toEqual({ heading: 3, columns: { name: 1, birth: 2 } });
	expect(findColumns(lines.slice(0, 1), names, ['name'])).toBeNull();
});

test('days and shortened numbers are read as they were meant', () => {
	for (const cell of ['1/2/1980', '01-02-1980', '1980-02-01', '29252']) expect(dayFromCell(cell)).toBe('1980-02-01');
	for (const cell of ['30/02/1980', '1980', 'x', '', '99/99/9999', '123456']) expect(dayFromCell(cell)).toBeNull();
	expect(withLeadingZeros('912345678', 10)).toEqual({ digits: '0912345678', restored: true });
	expect(withLeadingZeros('0912 345 678', 10)).toEqual({ digits: '0912345678', restored: false });
	for (const cell of ['12', 'abc', '01234567890']) expect(withLeadingZeros(cell, 10)).toBeNull();
});

/** A zip as small as it gets: only what the look at a workbook reads. */
function zip(files: { name: string; content: Buffer }[]): Uint8Array {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { name, content } of files) {
		const packed = deflateRawSync(content);
		const local = Buffer.alloc(30 + name.length);
		local.writeUInt32LE(0x04034b50, 0);
		local.writeUInt16LE(name.length, 26);
		local.write(name, 30);
		const entry = Buffer.alloc(46 + name.length);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(8, 10);
		entry.writeUInt32LE(packed.length, 20);
		entry.writeUInt16LE(name.length, 28);
		entry.writeUInt32LE(offset, 42);
		entry.write(name, 46);
		bodies.push(local, packed);
		directory.push(entry);
		offset += local.length + packed.length;
	}
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(files.length, 10);
	end.writeUInt32LE(offset, 16);
	return new Uint8Array(Buffer.concat([...bodies, ...directory, end]));
}
