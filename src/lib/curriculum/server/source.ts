import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { Path, Place, Problem } from './problems.ts';

/** A parsed YAML text that knows on which line each of its parts stands. */
export interface Yaml {
	value: unknown;
	at: (...path: Path) => Place;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A file of `content/` as composed text (NFC) with plain line ends; null, and a problem, if it cannot be read. */
export function readText(folder: string, file: string, problems: Problem[]): string | null {
	let bytes: Buffer;
	try {
		bytes = readFileSync(join(folder, file));
	} catch {
		problems.push({ file, line: 1, say: 'Thiếu tệp này, hoặc không đọc được. Hãy thêm tệp.' });
		return null;
	}
	try {
		return utf8.decode(bytes).normalize('NFC').replace(/\r\n?/g, '\n');
	} catch {
		problems.push({ file, line: 1, say: 'Tệp không phải chữ UTF-8. Hãy lưu lại tệp với mã UTF-8.' });
		return null;
	}
}

/** Reads YAML that starts on `firstLine` of its file; null, and the problems, if it is not YAML. */
export function parseYaml(text: string, file: string, firstLine: number, problems: Problem[]): Yaml | null {
	const counter = new LineCounter();
	const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
	const lineAt = (offset: number): number => counter.linePos(offset).line + firstLine - 1;
	if (document.errors.length > 0) {
		for (const error of document.errors) {
			problems.push({ file, line: lineAt(error.pos[0]), say: sayYamlError(error.code, error.message) });
		}
		return null;
	}
	try {
		return {
			value: document.toJS({ maxAliasCount: 0 }),
			at: (...path) => ({ file, line: lineAt(offsetOf(document, path)) })
		};
	} catch {
		problems.push({ file, line: firstLine, say: 'Tệp dùng dấu & và * để chép lại đoạn khác. Hãy viết đủ ra.' });
		return null;
	}
}

/** Splits `---` front matter from the text below it; null, and a problem, if there is none. */
export function splitFrontMatter(text: string, file: string, problems: Problem[]) {
	const match = /^---[ \t]*\n([\s\S]*?\n)---[ \t]*(?:\n|$)/.exec(text);
	if (!match) {
		const say = 'Phần đầu tệp phải nằm giữa hai dòng "---". Hãy thêm hai dòng đó.';
		problems.push({ file, line: 1, say });
		return null;
	}
	const front = match[1] ?? '';
	return { front, body: text.slice(match[0].length), bodyLine: match[0].split('\n').length };
}

/** Where the deepest part of a path that exists is written: a key where there is one, else the value. */
function offsetOf(document: Document, path: Path): number {
	let offset = startOf(document.contents);
	let node: unknown = document.contents;
	for (const step of path) {
		const items = (node as { items?: unknown[] } | null)?.items ?? [];
		const pair = typeof step === 'number' ? null : items.find((item) => keyOf(item) === step);
		const next = typeof step === 'number' ? items[step] : (pair as { value?: unknown } | undefined)?.value;
		if (typeof step === 'number' ? next === undefined : pair === undefined) break;
		offset = startOf(pair ? (pair as { key: Node }).key : (next as Node)) || offset;
		node = next;
	}
	return offset;
}

function keyOf(item: unknown): unknown {
	return (item as { key?: { value?: unknown } }).key?.value;
}

function startOf(node: Node | null | undefined): number {
	return node?.range?.[0] ?? 0;
}

function sayYamlError(code: string, message: string): string {
	if (code === 'DUPLICATE_KEY') return 'Mục này viết hai lần. Hãy xóa một.';
	const hint = 'Hãy xem thụt đầu dòng, và đặt câu có dấu hai chấm hoặc dấu { trong ngoặc kép.';
	return `Viết chưa đúng kiểu YAML. ${hint} (${message})`;
}
