const BOM = '\ufeff';
/** A cell that begins like this is a formula to a spreadsheet, also behind spaces and quotes. */
const FORMULA = /^[\s\0'"]*[=+\-@＝＋－＠]|^[\t\r\n\0]/u;

/** A table as a file that spreadsheets open with Vietnamese letters, and in which no cell is a formula. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): string {
	return BOM + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(value: string | number | null): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const text = FORMULA.test(value) ? `'${value}` : value;
	return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
