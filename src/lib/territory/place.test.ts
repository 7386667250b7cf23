import { describe, expect, test } from 'vitest';
import { compareNames, kindWord, PLACE_KINDS, placeLevel, placeTitle } from '#lib/territory/place.ts';

describe('a place is called', () => {
	test('by kind and name in Vietnamese, by name and kind in English', () => {
		expect(placeTitle({ name: 'Cửa Nam', kind: 'phuong' })).toBe('Phường Cửa Nam');
		expect(placeTitle({ name: 'Cửa Nam', kind: 'phuong' }, 'en')).toBe('Cửa Nam ward');
		expect(placeTitle({ name: 'Hà Nội', kind: 'thanh_pho' })).toBe('Thành phố Hà Nội');
		expect(placeTitle({ name: 'Phú Thọ', kind: 'tinh' }, 'en')).toBe('Phú Thọ province');
		expect(placeTitle({ name: 'Thanh Ba', kind: 'xa' }, 'en')).toBe('Thanh Ba commune');
		expect(placeTitle({ name: 'Phú Quốc', kind: 'dac_khu' }, 'en')).toBe('Phú Quốc special zone');
	});

	test('just Việt Nam when it is the country', () => {
		expect(placeTitle({ name: 'Việt Nam', kind: 'quoc_gia' })).toBe('Việt Nam');
		expect(placeTitle({ name: 'Việt Nam', kind: 'quoc_gia' }, 'en')).toBe('Viet Nam');
	});

	test('with a word for every kind in both languages', () => {
		for (const kind of PLACE_KINDS) {
			expect(kindWord(kind)).not.toBe('');
			expect(kindWord(kind, 'en')).not.toBe('');
		}
	});
});

test('the shape of a code tells its level, and anything else is no place', () => {
	expect(placeLevel('vn')).toBe('country');
	expect(placeLevel('01')).toBe('province');
	expect(placeLevel('00082')).toBe('ward');
	for (const code of ['', '1', '001', '0008', '000082', 'VN', '0a', ' 01', '01\n', '٠١', "01' or 1=1"]) {
		expect(placeLevel(code), JSON.stringify(code)).toBeNull();
	}
});

test('numbers in names are ordered by value and letters as in a Vietnamese dictionary', () => {
	expect(['Tổ 10', 'Tổ 2', 'Tổ 1'].sort(compareNames)).toEqual(['Tổ 1', 'Tổ 2', 'Tổ 10']);
	expect(['Đông', 'Dung', 'Ân', 'Anh', 'Ba'].sort(compareNames)).toEqual(['Anh', 'Ân', 'Ba', 'Dung', 'Đông']);
});
