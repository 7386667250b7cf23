import type { Target, Verb } from '#lib/access/permissions.ts';
import { writeCsv } from '#lib/server/csv.ts';
import type { WrittenForm } from '#lib/server/written.ts';
import { writeXlsx, XLSX_TYPE } from '#lib/server/xlsx.ts';

export type Row = readonly (string | number | null)[];

/** A list with names that may be taken away: a table, or files of its own. */
export type ExportedList = TableList | PaperList;

interface Leaves {
	/** what one must be allowed to where it lies, besides making links */
	verb: Verb;
	/**
	 * What it is called, where it lies, the page that it is of, and how many stand in it, where that may be asked; not
	 * found for whoever may not see the list.
	 */
	about(
		locals: App.Locals,
		subject: string
	): Promise<{ title: string; of: Target; page: string; count: (() => Promise<number>) | null }>;
}

export interface TableList extends Leaves {
	/** its headings, then its rows */
	rows(locals: App.Locals, subject: string): Promise<Row[]>;
	/** how wide its columns are in a workbook, in characters */
	widths?: readonly number[];
}

export interface PaperList extends Leaves {
	/** the one that is mostly wanted first */
	forms: readonly [WrittenForm, ...WrittenForm[]];
	write(locals: App.Locals, subject: string, form: WrittenForm): Promise<WrittenFile>;
}

export interface WrittenFile {
	type: string;
	file: Uint8Array<ArrayBuffer>;
}

const OF_TABLES = ['xlsx', 'csv'] as const;

/** In which forms a list leaves, the usual one first. */
export function formsOf(list: ExportedList): PaperList['forms'] {
	return 'forms' in list ? list.forms : OF_TABLES;
}

/** A list in one of its forms. */
export async function writeList(
	list: ExportedList,
	locals: App.Locals,
	{ subject, title, form }: { subject: string; title: string; form: WrittenForm }
): Promise<WrittenFile> {
	if ('forms' in list) return list.write(locals, subject, form);
	const rows = await list.rows(locals, subject);
	if (form === 'csv') return { type: 'text/csv; charset=utf-8', file: new TextEncoder().encode(writeCsv(rows)) };
	const sheet = { name: title, rows, widths: list.widths ?? [] };
	return { type: XLSX_TYPE, file: new Uint8Array(await writeXlsx([sheet])) };
}
