import { inflateRawSync } from 'node:zlib';
import { writeZip } from '#lib/server/zip.ts';
import { DomainError } from '#lib/shared/errors.ts';

const MOST_FILES = 300;
const MOST_INFLATED = 30_000_000;
const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/**
 * Looks at a workbook before anything reads it: how many files it packs, whether they really are as small as they say,
 * and that there is no macro, no link to other files, no foreign path and no document type in it. Refuses (422)
 * `table_unknown`, `table_suspicious` or `table_inflates`. Returns its first sheet's XML, or null where it is not found,
 * and the workbook with nothing in it but what was looked at: readers that go by other parts of a file find no more.
 */
export function checkWorkbook(bytes: Uint8Array): { xml: string | null; file: Buffer } {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const entries = listEntries(file);
	if (!entries.some(({ name }) => name === 'xl/workbook.xml')) throw new DomainError('table_unknown', 422);
	let inflated = 0;
	const files = new Map<string, Buffer>();
	for (const entry of entries) {
		if (isSuspicious(entry)) throw new DomainError('table_suspicious', 422);
		const content = inflate(file, entry, MOST_INFLATED - inflated);
		inflated += content.length;
		if (/\.(xml|rels)$/.test(entry.name) && content.subarray(0, 2000).includes('<!DOCTYPE')) {
			throw new DomainError('table_suspicious', 422);
		}
		files.set(entry.name, content);
	}
	const xml = firstSheet((name) => files.get(name)?.toString('utf8') ?? '');
	return { xml, file: writeZip(files, new Date(0), 0) };
}

function firstSheet(part: (name: string) => string): string | null {
	const [, id = ''] = /<(?:\w+:)?sheet\s[^>]*\br:id="(\w+)"/.exec(part('xl/workbook.xml')) ?? [];
	const links = part('xl/_rels/workbook.xml.rels').match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? [];
	const link = links.find((one) => one.includes(`Id="${id}"`)) ?? '';
	const [, target = ''] = /\bTarget="(?:\/?xl\/)?([\w/.-]+)"/.exec(link) ?? [];
	return part(`xl/${target}`) || null;
}

interface Entry {
	name: string;
	flags: number;
	method: number;
	packed: number;
	offset: number;
}

function isSuspicious({ name, flags }: Entry): boolean {
	if ((flags & 1) !== 0 || /(^|[\\/])\.\.([\\/]|$)|^[\\/]|:/.test(name)) return true;
	return /vbaProject|externalLinks\/|macrosheets\//i.test(name);
}

function listEntries(file: Buffer): Entry[] {
	let end = file.length - 22;
	const first = Math.max(0, end - 65_536);
	while (end >= first && file.readUInt32LE(end) !== DIRECTORY_END) end -= 1;
	if (end < first) throw new DomainError('table_unknown', 422);
	const count = file.readUInt16LE(end + 10);
	if (count > MOST_FILES) throw new DomainError('table_inflates', 422);
	const entries: Entry[] = [];
	let at = file.readUInt32LE(end + 16);
	for (let n = 0; n < count; n += 1) {
		if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new DomainError('table_unknown', 422);
		const length = file.readUInt16LE(at + 28);
		entries.push({
			name: file.toString('utf8', at + 46, at + 46 + length),
			flags: file.readUInt16LE(at + 8),
			method: file.readUInt16LE(at + 10),
			packed: file.readUInt32LE(at + 20),
			offset: file.readUInt32LE(at + 42)
		});
		at += 46 + length + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
	}
	return entries;
}

/** What really comes out of an entry, never more than `most` bytes; what it says of its own size is not believed. */
function inflate(file: Buffer, { method, packed, offset }: Entry, most: number): Buffer {
	if (offset + 30 > file.length) throw new DomainError('table_unknown', 422);
	const from = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
	const content = file.subarray(from, from + packed);
	if (method === 0) return content;
	try {
		return inflateRawSync(content, { maxOutputLength: Math.max(1, most) });
	} catch (failed) {
		const tooLarge = failed instanceof RangeError;
		throw new DomainError(tooLarge ? 'table_inflates' : 'table_unknown', 422);
	}
}
