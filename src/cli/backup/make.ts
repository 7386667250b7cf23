import { createHash, type Hash } from 'node:crypto';
import { createReadStream, globSync } from 'node:fs';
import { join } from 'node:path';
import type postgres from 'postgres';
import { openClient } from '#lib/server/db/connect.ts';
import { applicationVersion } from '../version.ts';
import { END, type Manifest, nameOf, type Piece, type Sums, writeArchive } from './archive.ts';
import { type CopiedTable, listMigrations, listTables, rowsOf } from './tables.ts';

/** Bytes of a recording in one line. */
const A_LINE = 48_000;
const LINE_FEED = 10;
const ROWS_AT_ONCE = 1_000;

/**
 * Writes everything that the installation knows into one archive: all tables as they were at one moment, while people go on
 * working, and the recordings. Not the tables of the background work, which makes its own anew.
 */
export async function makeBackup(ownerUrl: string, file: string, media: string | undefined, now: Date): Promise<Sums> {
	const sql = openClient(ownerUrl, { max: 1, statementTimeout: 0, lockTimeout: 0 });
	const sums: Sums = {};
	try {
		await sql.begin('isolation level repeatable read read only', (tx) =>
			writeArchive(file, pieces(tx, media, sums, now))
		);
	} finally {
		await sql.end({ timeout: 5 });
	}
	return sums;
}

async function* pieces(
	tx: postgres.TransactionSql,
	media: string | undefined,
	sums: Sums,
	now: Date
): AsyncGenerator<Buffer> {
	const [server] = await tx<{ version: string }[]>`select current_setting('server_version') as version`;
	const manifest: Manifest = {
		...{ format: 1, version: applicationVersion(), madeAt: now.toISOString() },
		...{ postgres: server?.version ?? '', migrations: await listMigrations(tx) }
	};
	yield line(manifest);
	for (const table of await listTables(tx)) {
		yield* piece({ table }, jsonLines(tx, table), sums);
	}
	const files = media === undefined ? [] : globSync('**/*', { cwd: media, withFileTypes: true });
	for (const entry of files.filter((one) => one.isFile())) {
		const path = join(entry.parentPath, entry.name);
		const file = path.slice(join(media ?? '', '/').length).replaceAll('\\', '/');
		yield* piece({ file }, base64Lines(path), sums);
	}
	yield line(sums);
}

async function* piece(what: Piece, content: AsyncIterable<Buffer>, sums: Sums): AsyncGenerator<Buffer> {
	yield line(what);
	const hash = createHash('sha256');
	let lines = 0;
	for await (const chunk of content) {
		hash.update(chunk);
		lines += countLines(chunk);
		yield chunk;
	}
	sums[nameOf(what)] = { lines, sha256: digest(hash) };
	yield END;
}

async function* jsonLines(tx: postgres.TransactionSql, table: CopiedTable): AsyncGenerator<Buffer> {
	for await (const rows of tx.unsafe<{ line: string }[]>(rowsOf(table)).cursor(ROWS_AT_ONCE)) {
		yield Buffer.from(rows.map(({ line }) => `${line}\n`).join(''));
	}
}

async function* base64Lines(path: string): AsyncGenerator<Buffer> {
	for await (const chunk of createReadStream(path, { highWaterMark: A_LINE }) as AsyncIterable<Buffer>) {
		yield Buffer.from(`${chunk.toString('base64')}\n`);
	}
}

function line(value: object): Buffer {
	return Buffer.from(`${JSON.stringify(value)}\n`);
}

function digest(hash: Hash): string {
	return hash.digest('hex');
}

function countLines(chunk: Buffer): number {
	let count = 0;
	for (const byte of chunk) if (byte === LINE_FEED) count += 1;
	return count;
}
