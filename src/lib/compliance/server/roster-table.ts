import { z } from 'zod';
import { OFFICIAL_KINDS, type OfficialKind } from '#lib/compliance/agency.ts';
import type { RosterLine, RosterReason } from '#lib/compliance/roster.ts';
import type { Agency } from '#lib/compliance/server/agencies.ts';
import type { TableLine } from '#lib/server/read-table.ts';
import { dayFromCell, findColumns } from '#lib/server/table-cells.ts';
import { addDays, isDay, yearOf, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { searchText, spellingOf, tidyName } from '#lib/shared/names.ts';

/** What the columns of a list of officials are called, without diacritics. */
const NAMES = {
	fullName: ['ho va ten', 'ho ten', 'ho va ten can bo', 'ten', 'full name', 'name'],
	birth: ['nam sinh', 'ngay sinh', 'ngay thang nam sinh', 'sinh ngay', 'year of birth', 'date of birth'],
	position: ['chuc vu', 'chuc danh', 'vi tri viec lam', 'chuc vu chuc danh', 'position'],
	kind: ['loai', 'doi tuong', 'loai can bo', 'can bo cong chuc vien chuc', 'kind'],
	code: ['ma can bo', 'ma so can bo', 'ma nhan vien', 'ma cong chuc', 'so hieu cong chuc', 'staff code'],
	email: ['email', 'e mail', 'thu dien tu', 'hop thu', 'dia chi email', 'thu dien tu cong vu', 'email cong vu'],
	agency: ['co quan', 'don vi', 'co quan don vi', 'noi cong tac', 'phong ban', 'agency'],
	from: ['tu ngay', 'ngay bo nhiem', 'ngay vao', 'ngay bat dau', 'from'],
	to: ['den ngay', 'den het ngay', 'ngay thoi', 'to']
} as const;

/** How the four kinds are written; of a line like "viên chức hợp đồng" the first that fits. */
const KINDS: [string, OfficialKind][] = [
	['cong chuc', 'civil_servant'],
	['vien chuc', 'public_employee'],
	['can bo', 'cadre'],
	['lao dong', 'worker'],
	['hop dong', 'worker']
];

/**
 * The lines of a list of officials. Needs headings for name, year of birth, position and kind (`roster_columns`, 422);
 * without a column for the agency everybody belongs to the given one.
 */
export function readRoster(
	table: readonly TableLine[],
	agencies: readonly Agency[],
	usual: Agency,
	now: Date
): RosterLine[] {
	const found = findColumns<keyof typeof NAMES>(table, NAMES, ['fullName', 'birth', 'position', 'kind']);
	if (!found) throw new DomainError('roster_columns', 422);
	return table
		.filter(({ line }) => line > found.heading)
		.map(({ line, cells }) => {
			const cell = (name: keyof typeof NAMES) => cells[found.columns[name] ?? -1] ?? '';
			const problems: RosterReason[] = [];
			const day = (name: 'from' | 'to', reason: RosterReason): Day | null => {
				const read = cell(name) === '' ? null : dayFromCell(cell(name));
				if (read === null && cell(name) !== '') problems.push(reason);
				return read;
			};
			const last = day('to', 'to_wrong');
			return {
				line,
				...{ personId: newId(now), eventId: newId(now), postId: newId(now) },
				fullName: tidyName(cell('fullName')),
				birthYear: yearFrom(cell('birth')),
				staffCode: codeFrom(cell('code')),
				email: mailFrom(cell('email')),
				position: tidyName(cell('position')),
				kind: KINDS.find(([words]) => searchText(cell('kind')).includes(words))?.[1] ?? null,
				agencyId: agencyFrom(cell('agency'), agencies, usual),
				from: day('from', 'from_wrong'),
				// A list names the last day of a post; we store the first one without it.
				to: last === null ? null : addDays(last, 1),
				problems
			};
		});
}

function yearFrom(cell: string): number | null {
	if (/^(19|20)\d\d$/.test(cell)) return Number(cell);
	const day = dayFromCell(cell);
	return day === null ? null : yearOf(day);
}

/** Codes are the same however they are spaced and capitalised. */
function codeFrom(cell: string): string | null {
	const code = cell.replaceAll(/\s/g, '').toUpperCase();
	return code === '' ? null : code;
}

function mailFrom(cell: string): string | null {
	const address = cell.trim().toLowerCase();
	return address.includes('@') ? address : null;
}

function agencyFrom(cell: string, agencies: readonly Agency[], usual: Agency): string | null {
	if (cell === '') return usual.id;
	return agencies.find(({ name }) => spellingOf(name) === spellingOf(cell))?.id ?? null;
}

const idField = z.string().refine(isId);
const day = z.string().refine(isDay).nullable();
const lineField: z.ZodType<RosterLine> = z.object({
	line: z.number().int(),
	...{ personId: idField, eventId: idField, postId: idField },
	fullName: z.string().max(200).transform(tidyName),
	birthYear: z.number().int().min(1900).max(2100).nullable(),
	staffCode: z.string().max(300).nullable(),
	email: z.string().max(300).nullable(),
	position: z.string().max(300).transform(tidyName),
	kind: z.enum(OFFICIAL_KINDS).nullable(),
	agencyId: idField.nullable(),
	from: day,
	to: day,
	problems: z.array(z.string() as unknown as z.ZodType<RosterReason>)
});
const linesField = z.array(lineField).max(2000);

/** What the dry run showed, as the form carries it back: nothing of it is kept on the server in between. */
export const rosterInput = z
	.object({ lines: z.string({ error: 'roster_missing' }) })
	.transform(({ lines }, context): RosterLine[] => {
		const parsed = linesField.safeParse(asJson(lines));
		if (parsed.success) return parsed.data;
		context.addIssue({ code: 'custom', message: 'roster_missing', path: ['lines'] });
		return z.NEVER;
	});

function asJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
