import { expect, test } from 'vitest';
import { splitSource } from '#lib/curriculum/source-links.ts';

test('several addresses become links named after their sites', () => {
	expect(splitSource('https://www.vnexpress.net/a.html ; https://dantri.com.vn/b?c=1')).toEqual([
		{ text: 'vnexpress.net', href: 'https://www.vnexpress.net/a.html' },
		{ text: 'dantri.com.vn', href: 'https://dantri.com.vn/b?c=1' }
	]);
});

test('words before, between and after addresses stay words', () => {
	expect(splitSource('Công an Hà Nội, 01/2026; https://cafef.vn/x.chn').map(({ text }) => text)).toEqual([
		'Công an Hà Nội, 01/2026',
		'cafef.vn'
	]);
	expect(splitSource('Khuyến cáo của công an: https://cafef.vn/x.chn').map(({ text }) => text)).toEqual([
		'Khuyến cáo của công an',
		'cafef.vn'
	]);
	expect(splitSource('Khuyến nghị (CISA, https://cisa.gov/secureourworld); mục 10')).toEqual([
		{ text: 'Khuyến nghị, CISA', href: null },
		{ text: 'cisa.gov', href: 'https://cisa.gov/secureourworld' },
		{ text: 'mục 10', href: null }
	]);
});

test('a source without an address is its words', () => {
	expect(splitSource('Hiểu biết chung, chưa đối chiếu')).toEqual([
		{ text: 'Hiểu biết chung, chưa đối chiếu', href: null }
	]);
});
