import { expect, test } from 'vitest';
import { writeDocx } from './docx.ts';
import type { Paper } from './paper.ts';
import { writePdf } from './pdf.ts';
import { pdfHead, pdfText } from './pdf-text.fixture.ts';
import { asOf, readZip } from './zip.ts';
import { writeXlsx } from './xlsx.ts';

/** Every vowel of Vietnamese with every tone, and what fonts and readers trip over. */
const VOWELS = [...'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY'];
const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const LETTERS =
	VOWELS.flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC'))).join(' ') + ' đ Đ ƀ Ƀ ŏ Ŏ';
const HOSTILE = 'office “fi ffl” <b>&amp;</b> =1+1';
const MADE_AT = new Date('2026-11-22T05:00:00Z');

const paper: Paper = {
	title: 'Kết quả học bắt buộc – quý IV năm 2026',
	language: 'vi',
	madeAt: MADE_AT,
	blocks: [
		{ kind: 'heading', level: 1, text: 'Kết quả học bắt buộc', align: 'centre' },
		{ kind: 'paragraph', text: LETTERS },
		{ kind: 'paragraph', text: HOSTILE, weight: 'bold' },
		{ kind: 'heading', level: 2, text: 'Phụ lục' },
		{
			kind: 'table',
			columns: [
				{ title: 'Họ và tên', weight: 3 },
				{ title: 'Đúng hạn', align: 'right' }
			],
			rows: Array.from({ length: 90 }, (_, n) => [`Nguyễn Thị Ẩn ${n + 1}`, n === 0 ? 1234.5 : null])
		}
	]
};
const words = (text: string) => text.replace(/\s+/g, ' ').trim();

test('every Vietnamese letter that goes into a PDF is found and copied out of it', async () => {
	const [first = ''] = pdfText(await writePdf(paper));
	expect(words(first)).toContain(words(LETTERS));
	expect(words(first)).toContain(HOSTILE);
	expect(words(first)).toContain('1.234,5');
});

test('a name typed in pieces is printed whole', async () => {
	const blocks = [{ kind: 'paragraph' as const, text: 'Đặng Thị Ẩn'.normalize('NFD') }];
	const [first] = pdfText(await writePdf({ ...paper, blocks }));
	expect(first).toContain('Đặng Thị Ẩn'.normalize('NFC'));
});

test('a PDF says its title and its language', async () => {
	expect(pdfHead(await writePdf(paper))).toEqual({ title: paper.title, language: 'vi-VN' });
});

test('a table that goes on over pages repeats its headings, loses no row, and the pages are numbered', async () => {
	const pages = pdfText(await writePdf(paper));
	expect(pages.length).toBeGreaterThan(2);
	for (const [n, page] of pages.entries()) {
		expect(page).toContain('Họ và tên');
		expect(page).toContain(`${n + 1}/${pages.length}`);
	}
	for (let n = 1; n <= 90; n += 1) expect(words(pages.join('\n'))).toMatch(new RegExp(`Ẩn ${n}\\b`));
});

test('a paper of one page bears no page number', async () => {
	const pages = pdfText(await writePdf({ ...paper, blocks: paper.blocks.slice(0, 2) }));
	expect(pages).toHaveLength(1);
	expect(pages[0]).not.toContain('1/1');
});

test('what is drawn keeps to its page', async () => {
	const drawing = { kind: 'drawing' as const, path: 'M0 0h10v10h-10z', size: 10, millimetres: 40 };
	const text = { kind: 'paragraph' as const, text: 'Một dòng' };
	const pages = pdfText(await writePdf({ ...paper, blocks: [...Array<typeof text>(36).fill(text), drawing, text] }));
	expect(pages).toHaveLength(2);
});

test('a word processor’s file holds headings, paragraphs and a table whose headings repeat', async () => {
	const xml =
		readZip(await writeDocx(paper))
			.get('word/document.xml')
			?.toString() ?? '';
	expect(xml).toContain('<w:pStyle w:val="Heading1"/>');
	expect(xml).toContain(LETTERS);
	expect(xml).toContain('office “fi ffl” &lt;b&gt;&amp;amp;&lt;/b&gt; =1+1');
	expect(xml).toContain('<w:tblHeader/>');
	expect(xml.match(/<w:tr>/g)).toHaveLength(91);
	// 30 mm at the left, 20 at the right, on A4
	expect(xml).toContain('w:left="1701"');
	expect(xml).toContain('w:w="11906"');
});

test('a letter that no XML may hold does not keep the file from opening', async () => {
	const blocks = [{ kind: 'paragraph' as const, text: 'Ẩn\u0000\u0008\ufffe!' }];
	const xml =
		readZip(await writeDocx({ ...paper, blocks }))
			.get('word/document.xml')
			?.toString() ?? '';
	expect(xml).toContain('>Ẩn!<');
});

test('the same paper is the same file, whenever it is asked for', async () => {
	const clock = [await writePdf(paper), await writeDocx(paper)];
	await new Promise((done) => setTimeout(done, 20));
	expect((await writePdf(paper)).equals(clock[0] as Buffer)).toBe(true);
	expect((await writeDocx(paper)).equals(clock[1] as Buffer)).toBe(true);
	const later = { ...paper, madeAt: new Date('2026-11-23T05:00:00Z') };
	expect((await writePdf(later)).equals(clock[0] as Buffer)).toBe(false);
});

test('a workbook at one moment holds what it held', async () => {
	const book = await writeXlsx([{ name: 'Đạt', rows: [['Họ tên'], ['Đặng Thị Ẩn']] }]);
	const dated = asOf(book, MADE_AT);
	expect(readZip(dated)).toEqual(readZip(book));
	expect(asOf(dated, MADE_AT).equals(dated)).toBe(true);
});
