import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constructFromEvents, EVENT_ID, getScalarValue, parseEvents, YAMLException, type Event } from 'js-yaml';
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
		const text = utf8.decode(bytes).normalize('NFC');
		return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
	} catch {
		problems.push({ file, line: 1, say: 'Tệp không phải chữ UTF-8. Hãy lưu lại tệp với mã UTF-8.' });
		return null;
	}
}

/** Reads YAML that starts on `firstLine` of its file; null, and the problem, if it is not YAML. */
export function parseYaml(text: string, file: string, firstLine: number, problems: Problem[]): Yaml | null {
	const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length + firstLine - 1;
	try {
		const events = parseEvents(text, {});
		const [value = null, ...more] = constructFromEvents(events, { source: text, maxAliases: 0 });
		if (more.length > 0) {
			problems.push({ file, line: firstLine, say: 'Giữa tệp có dòng "---" thừa. Hãy xóa dòng đó.' });
			return null;
		}
		// Lines are looked for only when somebody asks: hardly ever, in content that is right.
		return { value, at: (...path) => ({ file, line: lineAt(offsetOf(events, text, path)) }) };
	} catch (error) {
		const { reason, mark } = error instanceof YAMLException ? error : { reason: String(error), mark: undefined };
		problems.push({ file, line: lineAt(mark?.position ?? 0), say: sayYamlError(reason) });
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
function offsetOf(events: readonly Event[], text: string, path: Path): number {
	let place = 1;
	let offset = 0;
	for (const step of path) {
		const parts = partsOf(events, place);
		if (events[place]?.type === EVENT_ID.MAPPING) {
			const key = parts.findIndex((part, index) => index % 2 === 0 && keyAt(events, part, text) === step);
			const value = parts[key + 1];
			if (key === -1 || value === undefined) break;
			offset = startOf(events[parts[key] ?? 0]) ?? offset;
			place = value;
		} else {
			const item = typeof step === 'number' ? parts[step] : undefined;
			if (item === undefined) break;
			offset = startOf(events[item]) ?? offset;
			place = item;
		}
	}
	return offset;
}

/** The places of what a collection holds: keys and values in turn, or items. */
function partsOf(events: readonly Event[], collection: number): number[] {
	const parts: number[] = [];
	let depth = 0;
	for (let place = collection; place < events.length; place++) {
		const type = events[place]?.type;
		if (depth === 1 && type !== EVENT_ID.POP) parts.push(place);
		if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth += 1;
		if (type === EVENT_ID.POP) depth -= 1;
		if (depth <= 0) break;
	}
	return parts;
}

function keyAt(events: readonly Event[], place: number, text: string): string | null {
	const event = events[place];
	return event?.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : null;
}

function startOf(event: Event | undefined): number | null {
	if (!event) return null;
	const start = 'valueStart' in event ? event.valueStart : 'start' in event ? event.start : -1;
	return start < 0 ? null : start;
}

function sayYamlError(reason: string): string {
	if (/duplicat/iu.test(reason)) return 'Mục này viết hai lần. Hãy xóa một.';
	if (/alias/iu.test(reason)) return 'Tệp dùng dấu & và * để chép lại đoạn khác. Hãy viết đủ ra.';
	const hint = 'Hãy xem thụt đầu dòng, và đặt câu có dấu hai chấm hoặc dấu { trong ngoặc kép.';
	return `Viết chưa đúng kiểu YAML. ${hint} (${reason})`;
}
