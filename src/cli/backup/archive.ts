import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import type { CopiedTable } from './tables.ts';

/*
 * An archive is one gzipped text: the manifest in a line; then pieces, each a line that says what it is, its lines, and
 * `\.` alone; last a line with the number of lines and the SHA-256 of every piece. A cut one has no last line.
 */

/** The first line. */
export interface Manifest {
	format: 1;
	/** of the application, as in package.json */
	version: string;
	madeAt: string;
	/** the server's own version */
	postgres: string;
	/** the migrations that made the tables, by hash */
	migrations: string[];
}

/** What a piece is: a table, whose lines are rows, a JSON array of texts each; or a recording, whose lines are base64. */
export type Piece = { table: CopiedTable } | { file: string };

/** The last line, by `nameOf` each piece. */
export type Sums = Record<string, { lines: number; sha256: string }>;

export const END = Buffer.from('\\.\n');

export function nameOf(piece: Piece): string {
	return 'table' in piece ? piece.table.name : `file ${piece.file}`;
}

/** Writes an archive that stands under its name only when it is whole and on the disk; only its owner may read it. */
export async function writeArchive(file: string, chunks: AsyncIterable<Buffer>): Promise<void> {
	const partial = `${file}.partial`;
	try {
		await pipeline(chunks, createGzip({ level: 6 }), createWriteStream(partial, { mode: 0o600 }));
		const handle = await open(partial, 'r');
		await handle.sync();
		await handle.close();
		await rename(partial, file);
	} catch (error) {
		await rm(partial, { force: true });
		throw noRoom(error, file);
	}
}

/** A full disk is something that a person can put right. */
function noRoom(error: unknown, file: string): unknown {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (!['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return error;
	return new StartFailure(
		`There is no room for the archive ${file} (${code}): nothing was written, and older archives are as they were.`,
		error
	);
}

/** The lines of an archive, without their ends. Throws a StartFailure where the file cannot be read or is cut. */
export async function* readLines(file: string): AsyncGenerator<Buffer> {
	let rest: Buffer = Buffer.alloc(0);
	try {
		const source = createReadStream(file);
		const text = createGunzip();
		source.on('error', (error) => text.destroy(error));
		for await (const chunk of source.pipe(text) as AsyncIterable<Buffer>) {
			rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
			let from = 0;
			// JSON and base64 hold no line feed of their own.
			for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, from)) {
				yield rest.subarray(from, end);
				from = end + 1;
			}
			rest = rest.subarray(from);
		}
	} catch (error) {
		if (error instanceof StartFailure) throw error;
		throw new StartFailure(`The archive ${file} cannot be read, or is damaged: nothing was restored.`, error);
	}
	if (rest.length > 0) throw new StartFailure(`The archive ${file} ends too early: nothing was restored.`);
}

/** What an archive says of itself. Throws a StartFailure where there is none. */
export async function readManifest(file: string): Promise<Manifest> {
	if (!existsSync(file)) throw new StartFailure(`There is no archive ${file}.`);
	const lines = readLines(file);
	try {
		return manifestIn(await lines.next(), file);
	} finally {
		await lines.return(undefined);
	}
}

/** Its first line. */
export function manifestIn({ value, done }: IteratorResult<Buffer>, file: string): Manifest {
	try {
		if (!done) {
			const manifest = JSON.parse(value.toString()) as Manifest;
			if (Array.isArray(manifest.migrations)) return manifest;
		}
	} catch {
		// Told below.
	}
	throw new StartFailure(`${file} is no archive of this application.`);
}
