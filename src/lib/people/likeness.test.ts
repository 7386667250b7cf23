import { expect, test } from 'vitest';
import { likenessOf, likePairs, oneLetterApart, type Likened } from '#lib/people/likeness.ts';

let made = 0;
function person(fullName: string, birthYear = 1955, more: Partial<Likened> = {}): Likened {
	made += 1;
	const personId = String(made).padStart(6, '0');
	return { personId, fullName, birthYear, everydayName: null, groupId: 'a', householdId: null, phone: null, ...more };
}
const because = (one: Likened, other: Likened) => likenessOf(one, other)?.because ?? null;

test('the same name without diacritics, in another order, with a word less or a letter wrong is like', () => {
	const hoa = person('Nguyễn Thị Hòa');
	const like = (name: string) => because(hoa, person(name))?.[0];
	expect(like('nguyễn thị HÒA'.normalize('NFD'))).toBe('same_name');
	expect(like('Nguyen Thi Hoa')).toBe('same_letters');
	expect(like('Hòa Nguyễn Thị')).toBe('other_order');
	expect(like('Nguyễn Hòa')).toBe('word_missing');
	expect(like('Nguyễn Thị Hào')).toBe('one_letter');
	expect(like('Nguyễn Thị Hoàn')).toBe('one_letter');
	for (const other of ['Nguyễn Thị Lan', 'Trần Văn Hòa', 'Hòa']) expect(like(other), other).toBeUndefined();
});

test('a year beside counts less, and far years are outweighed only by phone or house', () => {
	const one = person('Lê Văn Tám', 1950, { phone: '0912345678' });
	expect(because(one, person('Lê Văn Tám', 1951))).toContain('year_beside');
	expect(because(one, person('Lê Văn Tám', 1960))).toBeNull();
	const [wrongYear, atHome] = [{ householdId: 'h' }, person('Lê Văn Tám', 1950, { householdId: 'h' })];
	expect(because(atHome, person('Lê Văn Tám', 1960, wrongYear))).toContain('same_house');
	const sameDevice = person('Lê Văn Tám', 1980, { groupId: 'b', phone: '0912345678' });
	expect(because(one, sameDevice)).toContain('same_phone');
	expect(because(one, person('Đỗ Thị Mùi', 1950, { phone: '0912345678' }))).toBeNull();
});

test('in another group of the ward the name must be written the same and the year be equal', () => {
	const one = person('Phạm Thị Quyên', 1960);
	expect(because(one, person('Phạm Thị Quyên', 1960, { groupId: 'b' }))).not.toBeNull();
	expect(because(one, person('Pham Thi Quyen', 1960, { groupId: 'b' }))).toBeNull();
	expect(because(one, person('Phạm Thị Quyên', 1961, { groupId: 'b' }))).toBeNull();
});

test('a letter more, less, another or swapped is one letter; two are not', () => {
	for (const other of ['hoan', 'ha', 'hua', 'oha', 'hao']) expect(oneLetterApart('hoa', other), other).toBe(true);
	for (const other of ['hoa', 'hoang', 'lan', 'aoh', '']) expect(oneLetterApart('hoa', other), other).toBe(false);
});

test('every pair that is like is found among many, the likest first', () => {
	const given = ['Hoa', 'Lan', 'Mai', 'Tư', 'Bình', 'Sơn', 'Nga', 'Yến', 'Phúc', 'Khánh', 'Oanh'];
	const middle = ['Thị', 'Văn', 'Thị Thu', 'Đức', 'Ngọc', 'Minh', 'Hữu'];
	const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Vũ'];
	let seed = 7;
	const draw = (below: number) => Math.floor(((seed = (seed * 16807) % 2147483647) / 2147483647) * below);
	const pick = (from: string[]) => from[draw(from.length)] as string;
	const people = Array.from({ length: 300 }, () =>
		person(`${pick(family)} ${pick(middle)} ${pick(given)}`, 1950 + draw(12), { groupId: String(draw(4)) })
	);
	const found = likePairs(people);
	const all = people.flatMap((one, n) => people.slice(n + 1).flatMap((other) => likenessOf(one, other) ?? []));
	const keyOf = (pair: { one: Likened; other: Likened }) => [pair.one.personId, pair.other.personId].sort().join();
	expect(found.map(keyOf).sort()).toEqual(all.map(keyOf).sort());
	expect(found.length).toBeGreaterThan(5);
	expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
});
