import writeExcelFile, { type Cell } from 'write-excel-file/node';

export interface XlsxSheet {
	/** up to 31 characters, without [ ] * ? / \ : */
	name: string;
	/** one row a line, the headings first */
	rows: readonly (readonly (string | number | null)[])[];
	/** widths in characters, one a column; what is missing is 16 */
	widths?: readonly number[];
}

/**
 * Tables as one workbook, headings fixed and bold. Text is written as text and numbers as numbers, so no cell is a
 * formula and no leading zero is lost.
 */
export function writeXlsx(sheets: readonly XlsxSheet[]): Promise<Buffer> {
	return writeExcelFile(
		sheets.map(({ name, rows, widths = [] }) => ({
			sheet: name.replaceAll(/[[\]*?/\\:]/g, ' ').slice(0, 31),
			data: rows.map((row, index) => row.map((value) => cellOf(value, index === 0))),
			columns: (rows[0] ?? []).map((_, index) => ({ width: widths[index] ?? 16 })),
			stickyRowsCount: 1
		}))
	).toBuffer();
}

function cellOf(value: string | number | null, heading: boolean): Cell {
	if (value === null || value === '') return null;
	const weight = heading ? ({ fontWeight: 'bold' } as const) : {};
	if (typeof value === 'number') return { value, type: Number, ...weight };
	return { value, type: String, wrap: true, alignVertical: 'top', ...weight };
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
