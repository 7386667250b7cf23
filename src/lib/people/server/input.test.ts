import { expect, test } from 'vitest';
import { newId } from '#lib/shared/ids.ts';
import { selfRegistrationInput } from '#lib/people/server/input.ts';

const filled = {
	formId: 'x',
	wardCode: '00082',
	groupId: newId(new Date('2026-11-22T03:00:00Z')),
	fullName: 'Nguyễn Thị Mẫu',
	birthYear: '1955'
};
const read = (fields: Record<string, string>) => selfRegistrationInput.parse({ ...filled, ...fields });
/** The first fault of each field, which is the one that the form shows. */
const problem = (fields: Record<string, string>) => {
	const { error } = selfRegistrationInput.safeParse({ ...filled, ...fields });
	const first = new Map<string, string>();
	for (const { path, message } of error?.issues ?? []) {
		const name = String(path[0]);
		if (!first.has(name)) first.set(name, message);
	}
	return [...first].map(([name, message]) => `${name} ${message}`);
};

test('a name is kept composed, with single spaces and without what cannot be seen', () => {
	expect(read({ fullName: '  Đỗ\u200b Thị   Hoà '.normalize('NFD') }).fullName).toBe('Đỗ Thị Hoà');
	expect(read({ fullName: 'Sự' }).fullName).toBe('Sự');
	expect(read({ fullName: 'H’Ngăm Niê Kđăm' }).fullName).toBe('H’Ngăm Niê Kđăm');
});

test('a name without letters is none', () => {
	expect(problem({ fullName: '\u200b' })).toEqual(['fullName name_missing']);
	expect(problem({ fullName: '0912 345' })).toEqual(['fullName name_without_letters']);
	expect(problem({ fullName: 'x'.repeat(101) })).toEqual(['fullName name_too_long']);
});

test('what may be left out is null, left out or left empty', () => {
	const { everydayName, household, phone } = read({ everydayName: ' ', phone: '' });
	expect({ everydayName, household, phone }).toEqual({ everydayName: null, household: null, phone: null });
});

test('one telephone number, however it is written', () => {
	for (const phone of ['0912 345 678', '0912.345.678', '+84 912 345 678', '0084912345678', '(0912) 345-678']) {
		expect(read({ phone }).phone, phone).toBe('0912345678');
	}
	expect(problem({ phone: '12345' })).toEqual(['phone phone_wrong']);
});

test('a year of birth is four digits', () => {
	expect(read({ birthYear: ' 19 55 ' }).birthYear).toBe(1955);
	expect(problem({ birthYear: '55' })).toEqual(['birthYear birth_year_four_digits']);
	expect(problem({ birthYear: '1/3/1955' })).toEqual(['birthYear birth_year_four_digits']);
	expect(problem({ birthYear: '' })).toEqual(['birthYear birth_year_missing']);
});

test('every fault is named at once', () => {
	expect(problem({ fullName: '', birthYear: '', phone: 'x', groupId: '1', wardCode: 'x' })).toHaveLength(5);
});
