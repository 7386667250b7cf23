import {
	AlignmentType,
	Document,
	Footer,
	HeadingLevel,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	WidthType
} from 'docx';
import { cellText, TEXT_SIZE, type Block, type Paper, type Paragraph as Text, type Table as Rows } from './paper.ts';
import { asOf } from './zip.ts';

/** As administrative papers are written (Nghị định 30/2020/NĐ-CP): a font that every office has, its margins on A4. */
const FONT = 'Times New Roman';
const MARGIN = { top: 20, bottom: 20, left: 30, right: 20 };
const PAGE = { width: 210, height: 297 };
/** What is written at 12 points elsewhere is read at 13 here. */
const LARGER = 13 / TEXT_SIZE;
const ALIGN = { centre: AlignmentType.CENTER, right: AlignmentType.RIGHT };

/** A paper as a file for a word processor: A4, real headings and tables, pages numbered. The same paper is the same file. */
export async function writeDocx(paper: Paper): Promise<Buffer> {
	const file = new Document({
		title: paper.title.normalize('NFC'),
		creator: 'Học Số',
		styles: {
			default: {
				document: { run: { font: FONT, size: 26, language: { value: paper.language === 'vi' ? 'vi-VN' : 'en-GB' } } }
			}
		},
		sections: [
			{
				properties: {
					page: {
						size: { width: twips(PAGE.width), height: twips(PAGE.height) },
						margin: Object.fromEntries(Object.entries(MARGIN).map(([side, mm]) => [side, twips(mm)]))
					}
				},
				footers: { default: new Footer({ children: [pageNumber()] }) },
				children: paper.blocks.map((block) => partOf(block, paper.language))
			}
		]
	});
	return asOf(await Packer.toBuffer(file), paper.madeAt);
}

function partOf(block: Block, language: Paper['language']): Paragraph | Table {
	if (block.kind === 'table') return tableOf(block, language);
	if (block.kind === 'paragraph') return textOf(block);
	const { text, level, align } = block;
	return new Paragraph({
		heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
		keepNext: true,
		spacing: { before: 160, after: 120 },
		...(align && { alignment: ALIGN[align] }),
		children: [run(text, level === 1 ? 16 : 14, true)]
	});
}

function textOf({ text, align, weight, size = TEXT_SIZE }: Text): Paragraph {
	return new Paragraph({
		spacing: { after: 120, line: 300 },
		...(align && { alignment: ALIGN[align] }),
		children: [run(text, size * LARGER, weight === 'bold')]
	});
}

function tableOf({ columns, rows }: Rows, language: Paper['language']): Table {
	const all = columns.reduce((sum, { weight = 1 }) => sum + weight, 0);
	const within = twips(PAGE.width - MARGIN.left - MARGIN.right);
	const widths = columns.map(({ weight = 1 }) => Math.round((within * weight) / all));
	const cell = (text: string, n: number, bold: boolean) =>
		new TableCell({
			width: { size: widths[n] ?? 0, type: WidthType.DXA },
			margins: { top: 40, bottom: 40, left: 80, right: 80 },
			...(bold && { shading: { fill: 'E8EEEE' } }),
			children: [
				new Paragraph({
					...(columns[n]?.align === 'right' && { alignment: AlignmentType.RIGHT }),
					children: [run(text, 11, bold)]
				})
			]
		});
	const heading = new TableRow({
		tableHeader: true,
		cantSplit: true,
		children: columns.map(({ title }, n) => cell(title, n, true))
	});
	const body = rows.map(
		(row) =>
			new TableRow({ cantSplit: true, children: row.map((value, n) => cell(cellText(value, language), n, false)) })
	);
	return new Table({
		columnWidths: widths,
		width: { size: within, type: WidthType.DXA },
		layout: TableLayoutType.FIXED,
		rows: [heading, ...body]
	});
}

/** Letters that no XML may hold are left out: a name with one must not keep the file from opening. */
function run(text: string, points: number, bold: boolean): TextRun {
	const clean = text.normalize('NFC').replace(/(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '');
	return new TextRun({ text: clean, font: FONT, size: Math.round(points * 2), bold, color: '000000' });
}

function pageNumber(): Paragraph {
	return new Paragraph({
		alignment: AlignmentType.CENTER,
		children: [new TextRun({ font: FONT, size: 22, children: [PageNumber.CURRENT] })]
	});
}

/** A twentieth of a point. */
const twips = (millimetres: number) => Math.round((millimetres * 1440) / 25.4);

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
