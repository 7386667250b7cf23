import { writeCsv } from './csv.ts';
import { DOCX_TYPE, writeDocx } from './docx.ts';
import type { Paper } from './paper.ts';
import { PDF_TYPE, writePdf } from './pdf.ts';
import { writeXlsx, XLSX_TYPE, type XlsxSheet } from './xlsx.ts';
import { asOf } from './zip.ts';

/** What a file says, in whichever form it is wanted; only that form is made. */
export interface Writable {
	paper: () => Paper;
	sheets: () => readonly XlsxSheet[];
	/** one rectangle with everything in it, for other programs */
	table?: () => readonly (readonly (string | number | null)[])[];
	/** the one moment that stands in the file */
	madeAt: Date;
}

export type WrittenForm = 'pdf' | 'docx' | 'xlsx' | 'csv';

const TYPES: Record<WrittenForm, string> = {
	pdf: PDF_TYPE,
	docx: DOCX_TYPE,
	xlsx: XLSX_TYPE,
	csv: 'text/csv; charset=utf-8'
};

/** A file in one of its forms. The same words with the same moment are the same file, byte for byte. */
export async function write(form: WrittenForm, { paper, sheets, table, madeAt }: Writable) {
	return { type: TYPES[form], file: await written() };

	async function written(): Promise<Buffer> {
		if (form === 'csv') return Buffer.from(writeCsv(table?.() ?? []));
		if (form === 'xlsx') return asOf(await writeXlsx(sheets()), madeAt);
		return form === 'pdf' ? writePdf(paper()) : writeDocx(paper());
	}
}
