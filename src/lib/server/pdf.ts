import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { cellText, TEXT_SIZE, type Block, type Heading, type Paper, type Paragraph, type Table } from './paper.ts';

/** Something drawn as one path, such as a QR: `size` units high and wide, printed so many millimetres. */
export interface Drawing {
	kind: 'drawing';
	path: string;
	size: number;
	millimetres: number;
}

export type PrintedPaper = Paper<Block | Drawing> & {
	/** a line around the page: a paper of one page that is kept */
	framed?: true;
};

type Pdf = InstanceType<typeof PDFDocument>;

const resolve = createRequire(import.meta.url).resolve;
// The fonts are ours and go into the file: a reader may have none that knows Vietnamese.
const FONTS = {
	regular: resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
	bold: resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf')
};
const MILLIMETRE = 72 / 25.4;
/** Vietnamese administrative papers (Nghị định 30/2020/NĐ-CP): 20 to 25 mm above and below, 30 to 35 left, 15 to 20 right. */
const MARGINS = { top: 20, bottom: 20, left: 30, right: 20 };
const FRAMED = { top: 25, bottom: 20, left: 25, right: 25 };
const CELL = 4;
/**
 * Letters stay whole: taken apart into a letter and its mark, or joined to a ligature, they would be found and copied as
 * something else ("Họ" as "Ho").
 */
const WHOLE_LETTERS = { features: { ccmp: false, liga: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[] };

/**
 * A paper as an A4 PDF: fonts inside, text that can be found and copied, pages numbered where there are several. The
 * same paper is the same file.
 */
export async function writePdf(paper: PrintedPaper): Promise<Buffer> {
	const margins = paper.framed ? FRAMED : MARGINS;
	const doc = new PDFDocument({
		size: 'A4',
		margins: Object.fromEntries(Object.entries(margins).map(([side, mm]) => [side, mm * MILLIMETRE])) as typeof margins,
		bufferPages: true,
		font: FONTS.regular,
		lang: paper.language === 'vi' ? 'vi-VN' : 'en-GB',
		displayTitle: true,
		info: { Title: paper.title.normalize('NFC'), Creator: 'Học Số', CreationDate: paper.madeAt, ModDate: paper.madeAt }
	});
	const written = finished(doc);
	if (paper.framed) frame(doc);
	for (const block of paper.blocks) add(doc, block, paper.language);
	numberPages(doc);
	doc.end();
	return written;
}

function finished(doc: Pdf): Promise<Buffer> {
	const parts: Buffer[] = [];
	return new Promise((done, failed) => {
		doc.on('data', (part: Buffer) => parts.push(part));
		doc.on('end', () => done(Buffer.concat(parts)));
		doc.on('error', failed);
	});
}

function add(doc: Pdf, block: Block | Drawing, language: Paper['language']): void {
	if (block.kind === 'table') addTable(doc, block, language);
	else if (block.kind === 'drawing') addDrawing(doc, block);
	else if (block.kind === 'heading') addHeading(doc, block);
	else addText(doc, block);
}

function addHeading(doc: Pdf, { text, level, align }: Heading): void {
	const size = level === 1 ? 17 : 13.5;
	// A heading is not left alone at the foot of a page.
	if (doc.y + size * 4 > bottomOf(doc)) doc.addPage();
	if (level === 2) doc.moveDown(0.6);
	addText(doc, { kind: 'paragraph', text, size, weight: 'bold', ...(align && { align }) });
}

function addText(doc: Pdf, { text, align, weight, size = TEXT_SIZE }: Paragraph): void {
	doc.font(weight === 'bold' ? FONTS.bold : FONTS.regular).fontSize(size);
	doc.text(text.normalize('NFC'), doc.page.margins.left, doc.y, {
		width: widthOf(doc),
		align: align === 'centre' ? 'center' : (align ?? 'left'),
		lineGap: size * 0.15,
		...WHOLE_LETTERS
	});
	doc.y += size * 0.45;
}

function addDrawing(doc: Pdf, { path, size, millimetres }: Drawing): void {
	const side = millimetres * MILLIMETRE;
	if (doc.y + side > bottomOf(doc)) doc.addPage();
	const left = doc.page.margins.left + (widthOf(doc) - side) / 2;
	doc
		.save()
		.translate(left, doc.y)
		.scale(side / size);
	doc.path(path).fill('#000000').restore();
	doc.y += side + TEXT_SIZE / 2;
}

function addTable(doc: Pdf, { columns, rows }: Table, language: Paper['language']): void {
	const size = 10;
	const all = columns.reduce((sum, { weight = 1 }) => sum + weight, 0);
	const widths = columns.map(({ weight = 1 }) => (widthOf(doc) * weight) / all);
	const draw = (cells: readonly string[], heading: boolean) => {
		doc.font(heading ? FONTS.bold : FONTS.regular).fontSize(size);
		const heights = cells.map((text, n) =>
			doc.heightOfString(text, { width: (widths[n] ?? 0) - 2 * CELL, ...WHOLE_LETTERS })
		);
		const height = Math.max(size * 1.4, ...heights) + 2 * CELL;
		if (!heading && doc.y + height > bottomOf(doc)) {
			doc.addPage();
			draw(titles, true);
			doc.font(FONTS.regular).fontSize(size);
		}
		const top = doc.y;
		let left = doc.page.margins.left;
		for (const [n, text] of cells.entries()) {
			const width = widths[n] ?? 0;
			if (heading) doc.rect(left, top, width, height).fill('#e8eeee');
			doc.lineWidth(0.5).rect(left, top, width, height).stroke('#555555').fillColor('#000000');
			const align = columns[n]?.align ?? 'left';
			doc.text(text, left + CELL, top + CELL, {
				width: width - 2 * CELL,
				height: height - CELL,
				align,
				...WHOLE_LETTERS
			});
			left += width;
		}
		doc.x = doc.page.margins.left;
		doc.y = top + height;
	};
	const titles = columns.map(({ title }) => title.normalize('NFC'));
	if (doc.y + size * 6 > bottomOf(doc)) doc.addPage();
	draw(titles, true);
	for (const row of rows) {
		draw(
			row.map((value) => cellText(value, language)),
			false
		);
	}
	doc.y += TEXT_SIZE / 2;
}

function frame(doc: Pdf): void {
	const { width, height } = doc.page;
	for (const [edge, line] of [
		[12, 1.5],
		[14, 0.5]
	] as const) {
		const at = edge * MILLIMETRE;
		doc
			.lineWidth(line)
			.rect(at, at, width - 2 * at, height - 2 * at)
			.stroke('#0b5d5e');
	}
	doc.fillColor('#000000');
}

/** 2/5 at the foot of each page, where there is more than one. */
function numberPages(doc: Pdf): void {
	const { start, count } = doc.bufferedPageRange();
	if (count < 2) return;
	for (let page = start; page < start + count; page += 1) {
		doc.switchToPage(page);
		const { margins, height } = doc.page;
		// Below the margin the library would begin another page.
		const { bottom } = margins;
		margins.bottom = 0;
		doc.font(FONTS.regular).fontSize(10);
		doc.text(`${page - start + 1}/${count}`, margins.left, height - bottom * 0.6, {
			width: widthOf(doc),
			align: 'center',
			...WHOLE_LETTERS
		});
		margins.bottom = bottom;
	}
}

function widthOf({ page }: Pdf): number {
	return page.width - page.margins.left - page.margins.right;
}

function bottomOf({ page }: Pdf): number {
	return page.height - page.margins.bottom;
}

export const PDF_TYPE = 'application/pdf';
