import { expect, test } from 'vitest';
import { searchText, sortKey, spellingOf, tidyName } from '#lib/shared/names.ts';

test('a name is stored composed and with single spaces', () => {
	expect(tidyName('  Nguyễn\u00a0 Thị   Hoa\n'.normalize('NFD'))).toBe('Nguyễn Thị Hoa');
});

test('searching knows no diacritics, no capitals, no punctuation and no Unicode form', () => {
	expect(searchText('Đống Đa')).toBe('dong da');
	expect(searchText('  P. CỬA   NAM, Hà Nội ')).toBe('p cua nam ha noi');
	expect(searchText('Văn Miếu - Quốc Tử Giám'.normalize('NFD'))).toBe('van mieu quoc tu giam');
	expect(searchText('Hoà Lạc')).toBe(searchText('Hòa Lạc'));
	expect(searchText('Thuỷ Nguyên')).toBe(searchText('Thủy Nguyên'));
	expect(searchText('M’Drắk')).toBe('m drak');
});

test('searching reads the ð that converters from old encodings leave in place of đ', () => {
	expect(searchText('Ðồng Ðăng')).toBe('dong dang');
});

test('searching finds no letters in signs', () => {
	expect(searchText(' %_*’ ')).toBe('');
});

test('a spelling is the same wherever its tone mark sits, in either Unicode form, with stray spaces and zeros', () => {
	expect(spellingOf('Tổ  hoà bình 05 '.normalize('NFD'))).toBe(spellingOf('Tổ Hòa Bình 5'));
	expect(spellingOf('THUỶ')).toBe(spellingOf('Thủy'));
	expect(spellingOf('Tổ 10')).not.toBe(spellingOf('Tổ 1'));
	expect(spellingOf('Tổ 0')).not.toBe(spellingOf('Tổ'));
});

test('a spelling keeps what makes another word', () => {
	expect(spellingOf('Thôn Đông')).not.toBe(spellingOf('Thôn Đồng'));
	expect(spellingOf('Thôn Đông')).not.toBe(spellingOf('Thôn Dông'));
	expect(spellingOf('Thôn Mơ')).not.toBe(spellingOf('Thôn Mô'));
});

test('people are sorted by given name, then by the rest', () => {
	const names = ['Trần Thị Bích', 'Lê Văn An', 'Nguyễn Thị An'];
	expect(names.sort((a, b) => sortKey(a).localeCompare(sortKey(b), 'vi'))).toEqual([
		'Lê Văn An',
		'Nguyễn Thị An',
		'Trần Thị Bích'
	]);
});
