import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { searchText } from '#lib/shared/names.ts';
import { composePlaces, type PlacesFile, type SourceTables } from '#lib/territory/source/compose.ts';
import { makePlaces, writePlaces } from '#lib/territory/source/make.ts';
import { CHANGES } from '#lib/territory/source/overrides.ts';
import json from '#lib/territory/source/places.json' with { type: 'json' };

const file = json as unknown as PlacesFile;
const wards = new Map(file.wards.map(([code, province, kind, name]) => [code, { province, kind, name }]));
const names = [...file.provinces.map(([, , name]) => name), ...file.wards.map(([, , , name]) => name)];

function countKinds(rows: Iterable<{ kind: string }>): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { kind } of rows) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
}

describe('places.json', () => {
	test('is what the package and the overrides give', () => {
		expect(readFileSync(new URL('places.json', import.meta.url), 'utf8')).toBe(writePlaces(makePlaces()));
	});

	test('has 34 provinces and 3,321 wards, each code once, each ward in a known province', () => {
		expect(new Set(file.provinces.map(([code]) => code)).size).toBe(34);
		expect(file.provinces).toHaveLength(34);
		expect(file.wards).toHaveLength(3321);
		expect(wards.size).toBe(3321);
		expect(new Set(file.wards.map(([, province]) => province)).size).toBe(34);
	});

	test('counts 687 phường, 2,621 xã, 13 đặc khu and 6 cities on 1 July 2025', () => {
		expect(file.from).toBe('2025-07-01');
		expect(countKinds(wards.values())).toEqual({ phuong: 687, xa: 2621, dac_khu: 13 });
		expect(countKinds(file.provinces.map(([, kind]) => ({ kind })))).toEqual({ tinh: 28, thanh_pho: 6 });
	});

	test('counts 697 phường, 2,611 xã, 13 đặc khu and 7 cities after 30 April 2026', () => {
		const changed = new Map(file.changes.map(([code, kind]) => [code, kind]));
		const now = (code: string, kind: string) => ({ kind: changed.get(code) ?? kind });
		expect(file.changes).toHaveLength(11);
		expect(new Set(file.changes.map(([, , , from]) => from))).toEqual(new Set(['2026-04-30']));
		expect(countKinds(file.wards.map(([code, , kind]) => now(code, kind)))).toEqual({
			phuong: 697,
			xa: 2611,
			dac_khu: 13
		});
		expect(countKinds(file.provinces.map(([code, kind]) => now(code, kind)))).toEqual({ tinh: 27, thanh_pho: 7 });
	});

	test('changes only the kind of places in Đồng Nai, none of their names', () => {
		for (const [code, kind, name] of file.changes.filter(([code]) => code !== '75')) {
			expect(wards.get(code)).toEqual({ province: '75', kind: 'xa', name });
			expect(kind).toBe('phuong');
		}
	});

	test('agrees with the official codes that sources disagree about', () => {
		expect(wards.get('00082')).toEqual({ province: '01', kind: 'phuong', name: 'Cửa Nam' });
		expect(wards.get('08152')).toEqual({ province: '25', kind: 'xa', name: 'Thanh Ba' });
		expect(wards.get('06970')).toEqual({ province: '22', kind: 'xa', name: 'Ba Chẽ' });
		expect(wards.get('23737')).toEqual({ province: '52', kind: 'xa', name: 'Ia Mơ' });
		expect(wards.get('06325')).toEqual({ province: '20', kind: 'xa', name: 'Bắc Sơn' });
		expect(wards.has('06978') || wards.has('23938')).toBe(false);
	});

	test('writes every name composed, tidy, with capital letters and without its kind', () => {
		for (const name of names) {
			expect(name).toBe(name.normalize('NFC'));
			// "Ea H’Leo", "Văn Miếu - Quốc Tử Giám", "2 Bảo Lộc"
			for (const word of name.split(' ')) expect(word).toMatch(/^(\p{Lu}[\p{L}’]*|\d|-)$/u);
			expect(name).not.toMatch(/^(Phường|Xã|Đặc khu|Tỉnh|Thành phố) /u);
			expect(searchText(name)).toMatch(/^[a-z\d]+( [a-z\d]+)*$/);
		}
	});

	test('has no two places of one name in a province', () => {
		const inProvince = file.wards.map(([, province, , name]) => `${province} ${name}`);
		expect(new Set(inProvince).size).toBe(3321);
	});
});

describe('making places.json stops, naming the place, at', () => {
	const tables: SourceTables = {
		provinces: [{ province_code: '75', name: 'Đồng Nai', place_type: 'Tỉnh' }],
		wards: [{ ward_code: '25270', name: 'Xã Lộc Ninh', province_code: '75' }]
	};
	const compose = (more: Partial<SourceTables>, changes = CHANGES.slice(0, 2)) =>
		composePlaces({ ...tables, ...more }, changes, 'test');
	const [ward] = tables.wards as [SourceTables['wards'][number]];

	test('a kind that nobody knows', () => {
		expect(() => compose({ wards: [{ ...ward, name: 'Thị trấn Lộc Ninh' }] })).toThrow('25270');
	});

	test('a name in lower case', () => {
		expect(() => compose({ wards: [{ ...ward, name: 'Xã lộc Ninh' }] })).toThrow('lộc Ninh');
		expect(() => compose({ wards: [{ ...ward, name: 'xã Lộc Ninh' }] })).toThrow('25270');
	});

	test('a code that stands twice', () => {
		expect(() => compose({ wards: [ward, ward] })).toThrow('twice');
	});

	test('a ward of an unknown province, and a change of an unknown place', () => {
		expect(() => compose({ wards: [{ ...ward, province_code: '76' }] })).toThrow('25270');
		expect(() => compose({}, CHANGES.slice(0, 3))).toThrow('25357');
	});

	test('nothing else: names in NFD and with stray spaces are put right', () => {
		const { wards: made } = compose({ wards: [{ ...ward, name: ' Xã  Lộc Ninh'.normalize('NFD') }] });
		expect(made).toEqual([['25270', '75', 'xa', 'Lộc Ninh']]);
	});
});
