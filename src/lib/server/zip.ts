import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;

/** The files in a small archive that we made ourselves, in their order. Not for archives from elsewhere: nothing is checked. */
export function readZip(archive: Buffer): Map<string, Buffer> {
	const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	const files = new Map<string, Buffer>();
	let at = archive.readUInt32LE(end + 16);
	for (let n = archive.readUInt16LE(end + 10); n > 0; n -= 1) {
		const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
		const [name, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place)) as [
			number,
			number,
			number
		];
		const local = archive.readUInt32LE(at + 42);
		const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
		const bytes = archive.subarray(from, from + size);
		files.set(archive.toString('utf8', at + 46, at + 46 + name), method === DEFLATED ? inflateRawSync(bytes) : bytes);
		at += 46 + name + extra + comment;
	}
	return files;
}

/** An archive whose files all bear the same moment, so that the same files are the same bytes; level 0 packs nothing. */
export function writeZip(files: ReadonlyMap<string, Buffer>, madeAt: Date, level = -1): Buffer {
	const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
	let offset = 0;
	for (const [path, content] of files) {
		const name = Buffer.from(path);
		const packed = deflateRawSync(content, { level });
		const shared = Buffer.alloc(26);
		shared.writeUInt16LE(20, 0);
		shared.writeUInt16LE(UTF8_NAMES, 2);
		shared.writeUInt16LE(DEFLATED, 4);
		shared.writeUInt32LE(dosTime(madeAt), 6);
		shared.writeUInt32LE(crc32(content), 10);
		shared.writeUInt32LE(packed.length, 14);
		shared.writeUInt32LE(content.length, 18);
		shared.writeUInt16LE(name.length, 22);
		const central = Buffer.alloc(14);
		central.writeUInt32LE(offset, 10);
		const entry = Buffer.concat([word(LOCAL), shared, name, packed]);
		directory.push(word(CENTRAL), Buffer.from([20, 0]), shared, central, name);
		parts.push(entry);
		offset += entry.length;
	}
	const listed = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(files.size, 4);
	end.writeUInt16LE(files.size, 6);
	end.writeUInt32LE(listed.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...parts, listed, word(END), end]);
}

/**
 * A workbook or a word processor's file as it would have been written at one moment: the same content is the same file,
 * byte for byte, whenever it is asked for.
 */
export function asOf(file: Buffer, madeAt: Date): Buffer {
	const files = readZip(file);
	const core = files.get('docProps/core.xml');
	if (core) {
		const dated = core.toString().replace(/(<dcterms:\w+ [^>]*>)[^<]*/g, `$1${madeAt.toISOString()}`);
		files.set('docProps/core.xml', Buffer.from(dated));
	}
	return writeZip(files, madeAt);
}

function word(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

/** Two seconds are the least that such a file knows; read as UTC, since it knows no zone. */
function dosTime(at: Date): number {
	const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
	const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
	return ((day << 16) | time) >>> 0;
}
