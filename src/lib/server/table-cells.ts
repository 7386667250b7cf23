import { addDays, isDay, type Day } from '#lib/shared/dates.ts';
import { searchText } from '#lib/shared/names.ts';
import type { TableLine } from '#lib/server/read-table.ts';

const HEADING_WITHIN = 20;

/** Where each column stands, by the names one gives it: written with or without diacritics, with words around it. */
export type Columns<Name extends string> = Partial<Record<Name, number>>;

/**
 * The line with the headings, among the first twenty since titles often stand above, and where each column is. Null
 * where no line has all that are required.
 */
export function findColumns<Name extends string>(
	lines: readonly TableLine[],
	names: Record<Name, readonly string[]>,
	required: readonly Name[]
): { heading: number; columns: Columns<Name> } | null {
	for (const { line, cells } of lines.slice(0, HEADING_WITHIN)) {
		const columns = columnsOf(cells.map(searchText), names);
		if (required.every((name) => columns[name] !== undefined)) return { heading: line, columns };
	}
	return null;
}

function columnsOf<Name extends string>(
	headings: readonly string[],
	names: Record<Name, readonly string[]>
): Columns<Name> {
	const columns: Columns<Name> = {};
	const taken = new Set<number>();
	const take = (fits: (heading: string, alias: string) => boolean) => {
		for (const name of Object.keys(names) as Name[]) {
			if (columns[name] !== undefined) continue;
			const index = headings.findIndex(
				(heading, place) => !taken.has(place) && names[name].some((alias) => fits(heading, alias))
			);
			if (index === -1) continue;
			columns[name] = index;
			taken.add(index);
		}
	};
	take((heading, alias) => heading === alias);
	take((heading, alias) => ` ${heading} `.includes(` ${alias} `));
	return columns;
}

/** A day as people and spreadsheets write it: 22/11/2026, 22-11-2026, 2026-11-22, or the number of days since 1900. */
export function dayFromCell(cell: string): Day | null {
	const [, day = '', month = '', year = ''] = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(cell) ?? [];
	const written = year === '' ? cell.slice(0, 10) : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	if (isDay(written) && (year !== '' || /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(cell))) return written;
	const serial = /^\d{5}(\.0+)?$/.test(cell) ? Number(cell) : 0;
	return serial >= 10_000 && serial <= 80_000 ? addDays('1899-12-30', serial) : null;
}

/** Digits that a spreadsheet took for a number and shortened: its zeros again, and whether some were missing. */
export function withLeadingZeros(cell: string, length: number): { digits: string; restored: boolean } | null {
	const digits = cell.replace(/[\s.'’-]/g, '');
	if (!/^\d+$/.test(digits) || digits.length > length || digits.length < length - 3) return null;
	return { digits: digits.padStart(length, '0'), restored: digits.length < length };
}
