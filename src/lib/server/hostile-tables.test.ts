import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import writeExcelFile from 'write-excel-file/node';
import { expect, test } from 'vitest';
import { writeCsv } from '#lib/server/csv.ts';
import { readTable } from '#lib/server/read-table.ts';
import { writeXlsx } from '#lib/server/xlsx.ts';
import { readZip, writeZip } from '#lib/server/zip.ts';

// The numbers are those of the list of negative tests.
const LIMITS = { bytes: 10_000_000, lines: 50_050, columns: 60 };
const MB = 1_000_000;
const utf8 = (text: string) => new TextEncoder().encode(text);
const reason = async (bytes: Uint8Array) => {
	try {
		return (await readTable(bytes, LIMITS)).length;
	} catch (refused) {
		return (refused as { code: string }).code;
	}
};
const realBook = async () => {
	const rows = [['Họ và tên', 'Năm sinh'].map((value) => ({ value })), [{ value: 'Mẫu Thị A' }, { value: 1950 }]];
	return readZip(await writeExcelFile([{ sheet: 'Tổ 1', data: rows }]).toBuffer());
};
const book = async (change: (files: Map<string, Buffer>) => void) => {
	const files = await realBook();
	change(files);
	return writeZip(files, new Date(0));
};

test('28: a workbook that inflates, at once or by pointing at one part many times, is refused with little memory', async () => {
	const before = process.memoryUsage().rss;
	const spaces = Buffer.alloc(100 * MB, 0x20);
	const bomb = await book((files) => files.set('xl/worksheets/sheet1.xml', spaces));
	expect(await reason(bomb)).toBe('table_inflates');
	expect(await reason(repeated(await book(() => undefined), deflateRawSync(spaces.subarray(0, 20 * MB)), 250))).toBe(
		'table_inflates'
	);
	expect(process.memoryUsage().rss - before - spaces.length).toBeLessThan(200 * MB);
});

test('28: an archive in archives, or with more files than a workbook can have, is refused', async () => {
	let nested = writeZip(new Map([['0.txt', Buffer.alloc(MB)]]), new Date(0));
	for (let depth = 0; depth < 5; depth += 1) {
		nested = writeZip(new Map(Array.from({ length: 16 }, (_, n) => [`lib ${n}.zip`, nested])), new Date(0));
	}
	expect(await reason(nested)).toBe('table_unknown');
	expect(await reason(repeated(await book(() => undefined), Buffer.from([3, 0]), 60_000))).toBe('table_inflates');
	// A million entries are more than the file may be large; what says that there are few is not believed either.
	expect(await reason(new Uint8Array(60 * MB))).toBe('table_too_big');
	const lying = repeated(await book(() => undefined), Buffer.from([3, 0]), 60_000);
	lying.writeUInt16LE(1, lying.length - 12);
	expect(await reason(lying)).toMatch(/^table_/);
});

test('28: a part that stands in a file beside its own list of parts is never read', async () => {
	const honest = await book(() => undefined);
	const hidden = writeZip(
		new Map([['xl/worksheets/sheet1.xml', Buffer.from('<worksheet><sheetData/></worksheet>')]]),
		new Date(0)
	);
	const directory = honest.readUInt32LE(honest.length - 6);
	const [part, rest] = [hidden.subarray(0, hidden.readUInt32LE(hidden.length - 6)), honest.subarray(directory)];
	const both = Buffer.concat([honest.subarray(0, directory), part, rest]);
	both.writeUInt32LE(directory + part.length, both.length - 6);
	expect(await reason(both)).toBe(2);
});

test.each([
	['a path that leads out', 'table_suspicious', (files) => files.set('../../etc/passwd', Buffer.from('x'))],
	['a path of Windows', 'table_suspicious', (files) => files.set('C:\\x.xml', Buffer.from('x'))],
	['a macro', 'table_suspicious', (files) => files.set('xl/vbaProject.bin', Buffer.from('x'))],
	[
		'a link to other files',
		'table_suspicious',
		(files) => files.set('xl/externalLinks/externalLink1.xml', Buffer.from('<x/>'))
	],
	[
		'a document type with an entity',
		'table_suspicious',
		(files) => {
			const sheet = files.get('xl/worksheets/sheet1.xml')?.toString() ?? '';
			const entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
			files.set('xl/worksheets/sheet1.xml', Buffer.from(sheet.replace('<worksheet', `${entity}<worksheet`)));
		}
	],
	['no workbook in it', 'table_unknown', (files) => files.delete('xl/workbook.xml')],
	['a sheet that is no XML', 'table_broken', (files) => files.set('xl/worksheets/sheet1.xml', Buffer.from('<a><b'))]
] satisfies [string, string, (files: Map<string, Buffer>) => unknown][])(
	'28: a real workbook with %s is refused, and says why',
	async (_, code, change) => {
		expect(await reason(await book(change))).toBe(code);
	}
);

test('28: a locked workbook, a program that calls itself one, and one cut off at any place are refused', async () => {
	const whole = await book(() => undefined);
	expect(await reason(whole)).toBe(2);
	const locked = Buffer.from(whole);
	for (let at = locked.indexOf('PK\x01\x02'); at >= 0; at = locked.indexOf('PK\x01\x02', at + 4)) {
		locked.writeUInt16LE(locked.readUInt16LE(at + 8) | 1, at + 8);
	}
	expect(await reason(locked)).toBe('table_suspicious');
	const compound = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(4096)]);
	expect(await reason(compound)).toBe('table_old_or_locked');
	expect(await reason(readFileSync(process.execPath).subarray(0, 2 * MB))).toBe('table_unknown');
	expect(await reason(Buffer.concat([Buffer.from('MZ\x90\0\x03'), Buffer.alloc(4096)]))).toBe('table_unknown');
	for (let end = 0; end < whole.length; end += Math.ceil(whole.length / 40)) {
		expect(await reason(whole.subarray(0, end)), `${end} bytes of ${whole.length}`).toMatch(/^table_/);
	}
});

test.each([
	['TCVN3', 'H\xe4 v\xb5 t\xaan,N\xa8m sinh\nNguy\xd4n Th\xde M\xc9u,1950\n', 'table_encoding_old'],
	['Windows-1258', 'Ho\xf2 va\xcc t\xean,N\xe3m sinh\nNguy\xea\xden Thi\xf2 M\xe2\xdeu,1950\n', 'table_encoding_old'],
	['an unclosed quote', 'Ten,Nam\n"A,1950\nB,1951\n', 'table_broken'],
	['one line without end', `Ten,Nam\n${'x'.repeat(9 * MB)}`, 'table_broken'],
	['a quote without end', `Ten,Nam\n"${'x,\n'.repeat(3 * MB)}`, 'table_broken'],
	['nothing but spaces', ' ,\r\n ,\r\n', 'table_empty'],
	['too many lines', 'a,b\n'.repeat(60_000), 'table_too_long']
])('29: a list with %s is refused, and says why', async (_, text, code) => {
	expect(await reason(Buffer.from(text, 'latin1'))).toBe(code);
});

test('29: UTF-16 and UTF-8 with their marks, semicolons, and line ends in quotes give the same rows with their numbers', async () => {
	const text = 'Họ và tên;Ghi chú\r\n"Mẫu Thị A";"hai\r\ndòng"\r\nMẫu Văn B;\r\n';
	const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
	for (const bytes of [utf8(text), utf8(`\ufeff${text}`), utf16, Buffer.from(utf16).swap16()]) {
		const lines = await readTable(bytes);
		expect(lines.map(({ cells }) => cells[0])).toEqual(['Họ và tên', 'Mẫu Thị A', 'Mẫu Văn B']);
		expect(lines.map(({ line }) => line)).toEqual([1, 2, 3]);
	}
});

const HOSTILE = ['=HYPERLINK("http://x","y")', '+84912345678', '-1', '@x', '\t=1', ' =1', '"=1', "'=1", '＝1', '\r=1'];

test('32: whatever somebody is called is text in a CSV file, and comes back as it was behind one mark', () => {
	const cell = fc.oneof(fc.constantFrom(...HOSTILE), fc.string(), fc.string({ unit: 'binary' }));
	fc.assert(
		fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 }), (rows) => {
			const read = parse(writeCsv(rows), { bom: true, record_delimiter: '\r\n' }) as unknown as string[][];
			for (const [n, row] of read.entries())
				for (const [k, value] of row.entries()) {
					expect(value).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]|^[\t\r\n]/u);
					expect([rows[n]?.[k], `'${rows[n]?.[k]}`]).toContain(value);
				}
		}),
		{ numRuns: 40 }
	);
});

test('32: in a workbook every one of them is a text cell, and none is a formula', async () => {
	const files = readZip(await writeXlsx([{ name: 'x', rows: [['Họ và tên'], ...HOSTILE.map((name) => [name])] }]));
	const sheet = files.get('xl/worksheets/sheet1.xml')?.toString() ?? '';
	expect(sheet).not.toMatch(/<f[ >/]/);
	const cells = sheet.match(/<c [^>]*>/g) ?? [];
	expect(cells).toHaveLength(HOSTILE.length + 1);
	for (const one of cells) expect(one).toMatch(/t="(s|inlineStr)"/);
});

/** A workbook whose list of parts names one packed part many times over. */
function repeated(real: Buffer, packed: Buffer, times: number): Buffer {
	const directory = real.readUInt32LE(real.length - 6);
	const local = Buffer.alloc(31);
	local.writeUInt32LE(0x04034b50, 0);
	local.writeUInt16LE(1, 26);
	local.write('x', 30);
	const entries = Array.from({ length: times }, (_, n) => {
		const name = `x${n}.xml`;
		const entry = Buffer.alloc(46 + name.length);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(8, 10);
		entry.writeUInt32LE(packed.length, 20);
		entry.writeUInt16LE(name.length, 28);
		entry.writeUInt32LE(directory, 42);
		entry.write(name, 46);
		return entry;
	});
	const end = Buffer.from(real.subarray(-22));
	end.writeUInt16LE(Math.min(65_535, real.readUInt16LE(real.length - 12) + times), 10);
	end.writeUInt32LE(directory + local.length + packed.length, 16);
	const listed = real.subarray(directory, real.length - 22);
	return Buffer.concat([real.subarray(0, directory), local, packed, listed, ...entries, end]);
}
