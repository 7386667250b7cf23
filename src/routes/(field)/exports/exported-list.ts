import type { Target, Verb } from '#lib/access/permissions.ts';

export type Row = readonly (string | number | null)[];

/** A list with names that may be taken away. */
export interface ExportedList {
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
	/** its headings, then its rows */
	rows(locals: App.Locals, subject: string): Promise<Row[]>;
	/** how wide its columns are in a workbook, in characters */
	widths?: readonly number[];
}
