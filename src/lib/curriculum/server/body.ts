import { searchText } from '#lib/shared/names.ts';

export type BlockKind = 'steps' | 'screen' | 'tip' | 'warning' | 'try' | 'fallback' | 'helpers';

/** A stretch of a lesson: plain Markdown, or one of our blocks. Lines count from 1 within the body. */
export interface BodyPart {
	kind: 'markdown' | BlockKind;
	/** what follows the block's name: a screen's title */
	title: string;
	text: string;
	/** of the first line of `text` */
	line: number;
}

export interface BodyProblem {
	line: number;
	say: string;
}

/** Names of blocks as authors write them, here without diacritics, since both ways are understood. */
const BLOCKS: Record<string, BlockKind> = {
	buoc: 'steps',
	'man hinh': 'screen',
	meo: 'tip',
	'canh bao': 'warning',
	'tu lam': 'try',
	'neu khong duoc': 'fallback',
	'ai giup': 'helpers'
};

const MOST_BYTES = 64 * 1024;
const DEEPEST = 20;
/** characters without a blank line between; what is quadratic in a paragraph stays small */
const LONGEST_PARAGRAPH = 4000;
const NESTING = /^(?:[ \t]|>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))+/;
const MARKS = />|[-*+]|\d+[.)]/g;

/** What makes a body too dangerous to parse: its size, its nesting, one endless paragraph (seconds, or an overflow). */
export function findTooMuch(body: string): BodyProblem | null {
	if (Buffer.byteLength(body) > MOST_BYTES) {
		return { line: 1, say: 'Bài dài quá 64 KB. Hãy chia thành nhiều bài.' };
	}
	let together = 0;
	for (const [index, line] of body.split('\n').entries()) {
		together = line.trim() === '' ? 0 : together + line.length;
		if (depthOf(line) > DEEPEST) {
			return { line: index + 1, say: 'Danh sách lồng nhau quá sâu. Hãy viết thành danh sách thường.' };
		}
		if (together > LONGEST_PARAGRAPH) {
			return { line: index + 1, say: 'Đoạn này quá dài. Hãy tách thành nhiều đoạn, giữa hai đoạn có một dòng trống.' };
		}
	}
	return null;
}

/** Cuts a body into Markdown and blocks. A block that is not closed, not known or inside another is a problem. */
export function cutBody(body: string, problems: BodyProblem[]): BodyPart[] {
	const parts: BodyPart[] = [];
	let part: BodyPart = { kind: 'markdown', title: '', text: '', line: 1 };
	body.split('\n').forEach((written, index) => {
		const line = index + 1;
		const fence = /^[ \t]*:::(.*)$/.exec(written);
		if (!fence) {
			part.text += `${written}\n`;
			return;
		}
		parts.push(part);
		const name = (fence[1] ?? '').trim();
		const closed = part.kind !== 'markdown';
		if (closed === (name !== '')) {
			problems.push({
				line,
				say: closed ? sayOpen(name) : 'Dòng ":::" này không đóng khối nào. Hãy xóa, hoặc ghi tên khối.'
			});
		}
		part = name === '' ? { kind: 'markdown', title: '', text: '', line: line + 1 } : openBlock(name, line, problems);
	});
	parts.push(part);
	if (part.kind !== 'markdown') {
		problems.push({ line: part.line - 1, say: 'Khối này chưa đóng. Hãy thêm một dòng ":::" ở cuối khối.' });
	}
	return parts.filter((one) => one.kind !== 'markdown' || one.text.trim() !== '');
}

function openBlock(written: string, line: number, problems: BodyProblem[]): BodyPart {
	const words = written.split(/\s+/u);
	for (let count = Math.min(words.length, 3); count > 0; count--) {
		const kind = BLOCKS[searchText(words.slice(0, count).join(' '))];
		if (!kind) continue;
		const title = words.slice(count).join(' ');
		if ((kind === 'screen') !== (title !== '')) {
			const screen = 'Màn hình chưa có tên. Hãy ghi tên sau ":::màn hình".';
			problems.push({ line, say: kind === 'screen' ? screen : `Sau tên khối không viết gì thêm. Hãy xóa "${title}".` });
		}
		return { kind, title, text: '', line: line + 1 };
	}
	const known = 'bước, màn hình, mẹo, cảnh báo, tự làm, nếu không được, ai giúp';
	problems.push({ line, say: `Không có khối tên "${written}". Tên khối là một trong: ${known}.` });
	return { kind: 'tip', title: '', text: '', line: line + 1 };
}

function sayOpen(name: string): string {
	return `Khối trước chưa đóng thì đã mở khối "${name}". Hãy thêm một dòng ":::" trước dòng này.`;
}

function depthOf(line: string): number {
	const prefix = NESTING.exec(line)?.[0] ?? '';
	const indent = /^[ \t]*/.exec(prefix)?.[0] ?? '';
	const columns = [...indent].reduce((sum, mark) => sum + (mark === '\t' ? 4 : 1), 0);
	return Math.floor(columns / 2) + (prefix.match(MARKS)?.length ?? 0);
}
