import { expect, test } from 'vitest';
import { writeCsv } from '#lib/server/csv.ts';

test('no cell is a formula, whatever somebody is called', () => {
	for (const name of ['=HYPERLINK("http://x","y")', '+84912345678', '-1', '@x', '\t=1+1', '\r=1', '＝1']) {
		const [, line = ''] = /^\ufeff([\s\S]*)\r\n$/.exec(writeCsv([[name]])) ?? [];
		const read = line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
		expect(read).toBe(`'${name}`);
	}
});

test('commas, quotes and line ends stay inside their cell, and numbers stay numbers', () => {
	expect(writeCsv([['a,b', 'nói "có"', 'hai\ndòng', null, -5]])).toBe('\ufeff"a,b","nói ""có""","hai\ndòng",,-5\r\n');
});
