import { consentsNeeded } from '#lib/people/consent.ts';
import { nameField } from '#lib/people/server/input.ts';
import { checkBirthYear } from '#lib/people/server/register.ts';
import type { Column, Field } from '#lib/rosters/columns.ts';
import type { groupFinder } from '#lib/rosters/groups-named.ts';
import type { ReasonCode } from '#lib/rosters/roster.ts';
import { dayFromCell } from '#lib/server/table-cells.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { searchText, tidyName } from '#lib/shared/names.ts';

const LONGEST = 100;

/** What a row says, as far as it could be read, and what is wrong with it. */
export interface ReadRow {
	/** the id that an earlier copy gave her */
	code: string | null;
	fullName: string | null;
	everydayName: string | null;
	birthYear: number | null;
	groupId: string | null;
	household: string | null;
	/** equal where two rows speak of one person */
	likeKey: string | null;
	wrong: ReasonCode[];
}

export interface Reading {
	columns: readonly Column[];
	findGroup: ReturnType<typeof groupFinder<{ id: string; name: string }>>;
	/** where rows without a group belong */
	groupId: string | null;
	now: Date;
}

/** What a row of a file says. Every fault is named, not only the first. */
export function readRow(cells: readonly string[], reading: Reading): ReadRow {
	const wrong: ReasonCode[] = [];
	const cell = (field: Field) => cells[reading.columns.findIndex((column) => column.field === field)] ?? '';
	const fullName = readName(cell('fullName') || `${cell('familyName')} ${cell('givenName')}`, wrong);
	const birthYear = readBirth(cell('birth'), reading.now, wrong);
	const groupId = readGroup(cell('group'), reading, wrong);
	const household = cell('household') || null;
	const everydayName = cell('everydayName') || null;
	if ((household?.length ?? 0) > LONGEST) wrong.push('household_too_long');
	if ((everydayName?.length ?? 0) > LONGEST) wrong.push('name_too_long');
	const code = cell('code').toLowerCase() || null;
	if (code !== null && !isId(code)) wrong.push('code_unknown');
	const likeKey = fullName && birthYear && groupId ? `${searchText(fullName)} ${birthYear} ${groupId}` : null;
	return { code, fullName, everydayName, birthYear, groupId, household, likeKey, wrong };
}

function readName(text: string, wrong: ReasonCode[]): string | null {
	const read = nameField.safeParse(tidyName(text));
	if (read.success) return read.data;
	wrong.push((read.error.issues[0]?.message ?? 'name_missing') as ReasonCode);
	return null;
}

/** A year, a month and a year, a day, or a day as spreadsheets count them. */
function readBirth(text: string, now: Date, wrong: ReasonCode[]): number | null {
	const [, alone] = /^(?:\d{1,2}[/.-])?(\d{4})(?:\.0+)?$/.exec(text.replaceAll(' ', '')) ?? [];
	const day = dayFromCell(text);
	const year = alone !== undefined ? Number(alone) : day !== null ? yearOf(day) : null;
	if (year === null) {
		wrong.push(text === '' ? 'birth_missing' : 'birth_unreadable');
		return null;
	}
	try {
		checkBirthYear(year, now);
	} catch (refused) {
		if (!(refused instanceof DomainError)) throw refused;
		wrong.push('birth_out_of_range');
		return null;
	}
	// Her guardian must agree first, which no file says.
	if (consentsNeeded(year, dayOf(now)).length > 0) wrong.push('under_sixteen');
	return year;
}

function readGroup(text: string, { findGroup, groupId }: Reading, wrong: ReasonCode[]): string | null {
	if (text === '') {
		if (groupId === null) wrong.push('group_missing');
		return groupId;
	}
	const found = findGroup(text);
	if (found === 'two') wrong.push('group_two');
	else if (found === null) wrong.push('group_unknown');
	return found === null || found === 'two' ? null : found.id;
}
