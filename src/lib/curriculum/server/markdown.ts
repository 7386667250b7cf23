import { Marked, type MarkedToken, type Token, type Tokens } from 'marked';
import { fillAddress } from '../address.ts';
import type { Address } from '../content.ts';
import { cutBody, findTooMuch, type BlockKind, type BodyPart, type BodyProblem } from './body.ts';
import { ContentError } from './problems.ts';
import { isAllowedLink, sanitise } from './sanitise.ts';
import { drawScreen, escapeHtml } from './screen.ts';

/** A body as HTML, the places of address still open, with all that an author should correct. */
export interface DrawnBody {
	/** safe; made when first asked for, since most of a library's pages are not looked at by whoever reads it */
	html: () => string;
	parts: BodyPart[];
	problems: BodyProblem[];
}

const NOTES: Record<Exclude<BlockKind, 'steps' | 'screen'>, [classes: string, heading: string]> = {
	tip: ['note', 'Mẹo'],
	warning: ['note stop', 'Không bao giờ làm'],
	try: ['note', 'Tự làm thử'],
	fallback: ['note', 'Nếu không được thì…'],
	helpers: ['note', 'Ai giúp']
};

// Emphasis is the one part of Markdown whose nesting cannot be bounded by looking at lines (two seconds for 64 KB),
// so it is off, and **bold**, which does not nest, is ours.
const lessonMarked = new Marked({
	gfm: false,
	tokenizer: { emStrong: () => undefined },
	extensions: [
		{
			name: 'key',
			level: 'inline',
			start: (text) => text.indexOf('[['),
			tokenizer: (text) => piece('key', /^\[\[([^[\]\n]{1,80})\]\]/.exec(text))
		},
		{
			name: 'bold',
			level: 'inline',
			start: (text) => text.indexOf('**'),
			tokenizer(text) {
				const bold = piece('bold', /^\*\*(?=\S)([^*\n]+)\*\*/.exec(text));
				return bold && { ...bold, tokens: this.lexer.inlineTokens(bold.text) };
			}
		}
	]
});

/**
 * A lesson's body as safe HTML: only what lessons may hold is written, everything else appears as the text it is.
 * Throws ContentError for a body over 64 KB or nested more than 20 deep, before parsing it.
 */
export function renderLesson(body: string, address: Address): string {
	const tooMuch = findTooMuch(body);
	if (tooMuch) throw new ContentError([{ file: 'bài học', ...tooMuch }]);
	return fillHtml(drawBody(body).html(), address);
}

/** Puts the address into HTML made by `drawBody`. */
export function fillHtml(html: string, address: Address): string {
	return fillAddress(html, { lower: escapeHtml(address.lower), upper: escapeHtml(address.upper) });
}

/** Draws a body and lists its problems; a body that is too much to parse gives no HTML and that one problem. */
export function drawBody(body: string): DrawnBody {
	const tooMuch = findTooMuch(body);
	if (tooMuch) return { html: () => '', parts: [], problems: [tooMuch] };
	const problems: BodyProblem[] = [];
	const parts = cutBody(body.normalize('NFC'), problems);
	const drawn = parts.map((part) => drawPart(part, problems)).join('');
	let html: string | undefined;
	return { parts, problems, html: () => (html ??= sanitise(drawn)) };
}

function drawPart(part: BodyPart, problems: BodyProblem[]): string {
	if (part.kind === 'screen') return drawScreen(part, problems);
	const tokens = lessonMarked.lexer(part.text) as MarkedToken[];
	if (part.kind === 'steps') return drawSteps(tokens, part, problems);
	const inner = drawBlocks(tokens, part.line, problems);
	if (part.kind === 'markdown') return inner;
	if (part.text.trim() === '') problems.push({ line: part.line, say: 'Khối này trống. Hãy viết vào, hoặc xóa khối.' });
	const [classes, heading] = NOTES[part.kind];
	return `<div class="${classes}"><b>${heading}</b>${inner}</div>`;
}

function drawSteps(tokens: MarkedToken[], part: BodyPart, problems: BodyProblem[]): string {
	const [list, ...more] = tokens.filter((token) => token.type !== 'space');
	if (list?.type !== 'list' || !list.ordered || more.length > 0) {
		problems.push({
			line: part.line,
			say: 'Khối "bước" chỉ gồm một danh sách "1. 2. 3. …". Hãy đưa câu khác ra ngoài.'
		});
		return drawBlocks(tokens, part.line, problems);
	}
	return `<ol class="steps" role="list">${drawItems(list, part.line, problems)}</ol>`;
}

function drawBlocks(tokens: Token[], firstLine: number, problems: BodyProblem[]): string {
	let line = firstLine;
	let html = '';
	for (const token of tokens as MarkedToken[]) {
		html += drawBlock(token, line, problems);
		line += token.raw.split('\n').length - 1;
	}
	return html;
}

function drawBlock(token: MarkedToken, line: number, problems: BodyProblem[]): string {
	switch (token.type) {
		case 'space':
			return '';
		case 'paragraph':
			return `<p>${drawInline(token.tokens, line, problems)}</p>`;
		case 'text':
			return token.tokens ? drawInline(token.tokens, line, problems) : escapeHtml(token.text);
		case 'heading':
			if (token.depth !== 2) problems.push({ line, say: 'Chỉ dùng đề mục "## …". Hãy để đúng hai dấu #.' });
			return `<h2>${drawInline(token.tokens, line, problems)}</h2>`;
		case 'list':
			return token.ordered
				? `<ol>${drawItems(token, line, problems)}</ol>`
				: `<ul>${drawItems(token, line, problems)}</ul>`;
		default:
			problems.push({
				line,
				say: `Bài học không dùng ${NAMES[token.type] ?? token.type}. Hãy viết thành đoạn văn thường.`
			});
			return `<p>${escapeHtml(token.raw.trim())}</p>`;
	}
}

function drawItems(list: Tokens.List, firstLine: number, problems: BodyProblem[]): string {
	let line = firstLine;
	let html = '';
	for (const item of list.items) {
		html += `<li>${drawBlocks(item.tokens, line, problems)}</li>`;
		line += item.raw.split('\n').length - 1;
	}
	return html;
}

function drawInline(tokens: Token[], line: number, problems: BodyProblem[]): string {
	return tokens.map((token) => drawPiece(token as MarkedToken, line, problems)).join('');
}

function drawPiece(token: MarkedToken | Piece, line: number, problems: BodyProblem[]): string {
	switch (token.type) {
		case 'key':
			return `<span class="key">${escapeHtml(token.text)}</span>`;
		case 'bold':
			return `<strong>${drawInline(token.tokens ?? [], line, problems)}</strong>`;
		case 'text':
		case 'escape':
			if (STRAY.test(token.text)) {
				problems.push({
					line,
					say: 'Có dấu *, [[ hoặc ]] đứng lẻ. Hãy viết **chữ đậm**, [[Tên nút]], không dùng chữ nghiêng.'
				});
			}
			return escapeHtml(token.text);
		case 'br':
			return '<br>';
		case 'link':
			if (isAllowedLink(token.href)) {
				return `<a href="${escapeHtml(token.href)}">${drawInline(token.tokens, line, problems)}</a>`;
			}
			problems.push({ line, say: 'Đường link chỉ được dẫn tới trang https có đuôi .gov.vn. Hãy đổi hoặc bỏ.' });
			return drawInline(token.tokens, line, problems);
		default:
			problems.push({ line, say: `Bài học không dùng ${NAMES[token.type] ?? token.type}. Hãy viết bằng chữ thường.` });
			return escapeHtml(token.raw);
	}
}

/** Marks that were meant for something; a single asterisk, as in *101#, is an asterisk. */
const STRAY = /\*\*|\*[^\s*][^*]*\*|\[\[|\]\]/;

/** What Markdown knows and lessons do not use. */
const NAMES: Record<string, string> = {
	html: 'thẻ HTML (dấu < >)',
	image: 'hình ảnh',
	code: 'đoạn thụt vào bốn dấu cách',
	codespan: 'dấu ` `',
	blockquote: 'dấu > ở đầu dòng',
	hr: 'đường kẻ ngang',
	def: 'đường link ghi ở chỗ khác'
};

interface Piece {
	type: 'key' | 'bold';
	raw: string;
	text: string;
	tokens?: Token[];
}

function piece(type: Piece['type'], match: RegExpExecArray | null): Piece | undefined {
	return match ? { type, raw: match[0], text: match[1] ?? '' } : undefined;
}
