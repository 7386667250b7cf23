import readExcelFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { writeXlsx } from '#lib/server/xlsx.ts';

test('a workbook gives back what was written: text as text, numbers as numbers, no formula', async () => {
	const rows = [
		['Họ và tên', 'Mã', 'Số'],
		['Đặng Thị Ẩn (mẫu)', '007', 12],
		['=1+1', '-3', null]
	];
	const file = await writeXlsx([
		{ name: 'Tổ 1/2: danh sách', rows },
		{ name: 'Hai', rows: [['a'], [1]] }
	]);
	const sheets = await readExcelFile(file);
	expect(sheets).toEqual([
		{ sheet: 'Tổ 1 2  danh sách', data: rows },
		{ sheet: 'Hai', data: [['a'], [1]] }
	]);
});
