import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type postgres from 'postgres';
import { openClient } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { type Manifest, manifestIn, nameOf, type Piece, readLines, readManifest, type Sums } from './archive.ts';
import { type CopiedTable, insertOf, listMigrations, listTables } from './tables.ts';

/** What came out of an archive. */
export interface Restored {
	manifest: Manifest;
	rows: number;
	files: number;
}

type Lines = AsyncGenerator<Buffer>;

const LINE_FEED = Buffer.from('\n');
const A_CHUNK = 256_000;

/**
 * Fills an empty, migrated database from an archive, and the folder of recordings: all of it or, where anything is
 * damaged or does not fit, nothing. Every session ends. Throws a StartFailure that says what is wrong.
 */
export async function restoreBackup(ownerUrl: string, file: string, media: string | undefined): Promise<Restored> {
	await readManifest(file);
	const sql = openClient(ownerUrl, { max: 1, statementTimeout: 0, lockTimeout: 0 });
	const written: string[] = [];
	try {
		const restored = await sql.begin((tx) => fill(tx, file, media, written));
		await sql`analyze`;
		return restored;
	} catch (error) {
		for (const path of written) await rm(path, { force: true });
		throw error;
	} finally {
		await sql.end({ timeout: 5 });
	}
}

async function fill(tx: postgres.TransactionSql, file: string, media: string | undefined, written: string[]) {
	const lines = readLines(file);
	const manifest = manifestIn(await lines.next(), file);
	await refuseOther(tx, manifest);
	await refuseFull(tx);
	const found: Sums = {};
	let told: Sums | null = null;
	for await (const line of lines) {
		const next = JSON.parse(line.toString()) as Piece | Sums;
		if (!isPiece(next)) {
			told = next;
			continue;
		}
		found[nameOf(next)] =
			'table' in next ? await fillTable(tx, next, lines) : await fillFile(next, lines, media, written);
	}
	refuseDamaged(file, found, told);
	await moveSequences(tx);
	// Whoever was signed in then may have been signed out since, for a reason.
	await tx`delete from sign_ins`;
	const tables = Object.entries(found).filter(([name]) => !name.startsWith('file '));
	return {
		manifest,
		rows: tables.reduce((sum, [, { lines }]) => sum + lines, 0),
		files: Object.keys(found).length - tables.length
	};
}

async function refuseOther(tx: postgres.TransactionSql, { format, version, migrations }: Manifest): Promise<void> {
	const here = await listMigrations(tx);
	if (format === 1 && here.join() === migrations.join()) return;
	throw new StartFailure(
		`The archive was made by version ${version}, whose tables are others: restore it with that version, then start this one.`
	);
}

async function refuseFull(tx: postgres.TransactionSql): Promise<void> {
	for (const { name } of await listTables(tx)) {
		const [row] = await tx`select 1 from ${tx(name)} limit 1`;
		if (row)
			throw new StartFailure(`The database is not empty (${name}): restore into a new one. Nothing was changed.`);
	}
}

function refuseDamaged(file: string, found: Sums, told: Sums | null): void {
	if (told === null) throw new StartFailure(`The archive ${file} ends too early: nothing was restored.`);
	const names = new Set([...Object.keys(found), ...Object.keys(told)]);
	for (const name of names) {
		if (found[name]?.sha256 !== told[name]?.sha256 || found[name]?.lines !== told[name]?.lines)
			throw new StartFailure(`The archive ${file} is damaged (${name}): nothing was restored.`);
	}
}

async function fillTable(tx: postgres.TransactionSql, { table }: { table: CopiedTable }, lines: Lines) {
	const [here] = (await listTables(tx)).filter(({ name }) => name === table.name);
	if (!here || JSON.stringify(here) !== JSON.stringify(table))
		throw new StartFailure(`The archive's table ${table.name} is another one than here: nothing was restored.`);
	const sum = { lines: 0, sha256: '' };
	const insert = insertOf(here);
	for await (const chunk of contentOf(lines, sum)) {
		await tx.unsafe(insert, [`[${chunk.toString().trimEnd().replaceAll('\n', ',')}]`]);
	}
	return sum;
}

async function fillFile(piece: { file: string }, lines: Lines, media: string | undefined, written: string[]) {
	if (media === undefined) throw new StartFailure('The archive holds recordings: say where they go with HOC_SO_MEDIA.');
	if (!/^[^./\\][^/\\]*(\/[^./\\][^/\\]*)*$/.test(piece.file))
		throw new StartFailure('The archive names a strange file.');
	const path = join(media, piece.file);
	await mkdir(dirname(path), { recursive: true });
	if (!existsSync(path)) written.push(path);
	const sum = { lines: 0, sha256: '' };
	await pipeline(contentOf(lines, sum), fromBase64, createWriteStream(path));
	return sum;
}

async function* fromBase64(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	for await (const chunk of chunks) {
		for (const line of chunk.toString().trimEnd().split('\n')) yield Buffer.from(line, 'base64');
	}
}

/** The lines of a piece until its end, many at once; `sum` is known when they have all been read. */
async function* contentOf(lines: Lines, sum: { lines: number; sha256: string }): AsyncGenerator<Buffer> {
	const hash = createHash('sha256');
	let chunk: Buffer[] = [];
	let size = 0;
	for (;;) {
		const { value: line, done } = await lines.next();
		if (done) throw new StartFailure('The archive ends too early: nothing was restored.');
		const isEnd = line.length === 2 && line.toString() === '\\.';
		if (!isEnd) {
			sum.lines += 1;
			chunk.push(line, LINE_FEED);
			size += line.length + 1;
		}
		if (size > A_CHUNK || (isEnd && size > 0)) {
			const whole = Buffer.concat(chunk);
			hash.update(whole);
			yield whole;
			chunk = [];
			size = 0;
		}
		if (isEnd) break;
	}
	sum.sha256 = hash.digest('hex');
}

/** Numbers that the database gives go on after those that were given. */
async function moveSequences(tx: postgres.TransactionSql): Promise<void> {
	const owned = await tx<{ table: string; column: string; sequence: string }[]>`
		select c.relname::text as table, a.attname::text as column,
			pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
			and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`;
	for (const { table, column, sequence } of owned) {
		await tx`select setval(${sequence}::regclass, greatest((select max(${tx(column)}) from ${tx(table)}), 1))`;
	}
}

function isPiece(line: Piece | Sums): line is Piece {
	return (
		'columns' in ((line as { table?: object }).table ?? {}) || typeof (line as { file?: unknown }).file === 'string'
	);
}
