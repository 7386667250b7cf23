import { createHash } from 'node:crypto';
import { open, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type postgres from 'postgres';
import { type Db, openClient } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { writeCsv } from '#lib/server/csv.ts';
import { dataMap, listColumns } from '../data-map.ts';
import { applicationVersion } from '../version.ts';
import { LEFT_OUT, selectionOf } from './selection.ts';

const ROWS_AT_ONCE = 2_000;

/** What lies beside the tables. */
export interface ExportManifest {
	version: string;
	madeAt: string;
	wards: string[];
	tables: { file: string; purpose: string; kept: string; rows: number; sha256: string; columns: string[] }[];
	/** no secret is in it: these columns are left out, and these tables as a whole */
	leftOut: { columns: string[]; tables: string[] };
}

/** The wards of some places, which are wards or provinces. Throws a StartFailure for one that there is not. */
export async function wardsOf(db: Db, places: readonly string[]): Promise<string[]> {
	const list = sql.param(places);
	const found = await db.execute<{ code: string; place: string }>(sql`
		select w.code, p.place from unnest(${list}::text[]) p(place)
		join wards w on w.code = p.place or w.province_code = p.place order by 1`);
	const unknown = places.filter((place) => !found.some((one) => one.place === place));
	if (unknown.length > 0)
		throw new StartFailure(`There is no ward and no province ${unknown.join(', ')}: say its code.`);
	return [...new Set(found.map(({ code }) => code))];
}

/**
 * Writes everything that is kept about some wards into a new folder, as it is at one moment: a CSV for each table, and
 * manifest.json. No secrets, no content, nothing of other places. Only the owner of the folder may read it.
 */
export async function exportWards(
	ownerUrl: string,
	wards: string[],
	folder: string,
	now: Date
): Promise<ExportManifest> {
	const client = openClient(ownerUrl, { max: 1, statementTimeout: 0, lockTimeout: 0 });
	const partial = `${folder}.partial`;
	try {
		await mkdir(partial, { recursive: true, mode: 0o700 });
		const manifest = await client.begin('isolation level repeatable read', (tx) => write(tx, wards, partial, now));
		await rename(partial, folder);
		return manifest;
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		throw error;
	} finally {
		await client.end({ timeout: 5 });
	}
}

async function write(tx: postgres.TransactionSql, wards: string[], folder: string, now: Date): Promise<ExportManifest> {
	await take(tx, wards);
	const all = listColumns();
	const secret = all.filter((column) => column.class === 'secret' && !LEFT_OUT.has(column.table));
	const tables: ExportManifest['tables'] = [];
	for (const [table, { purpose }] of Object.entries(dataMap)) {
		if (LEFT_OUT.has(table)) continue;
		const own = all.filter((column) => column.table === table && column.class !== 'secret');
		const columns = own.map(({ column }) => column);
		const file = `${table}.csv`;
		const written = await writeTable(tx, join(folder, file), table, columns);
		tables.push({ file, purpose, kept: own[0]?.kept ?? '', ...written, columns });
	}
	const manifest: ExportManifest = {
		...{ version: applicationVersion(), madeAt: now.toISOString(), wards, tables },
		leftOut: { columns: secret.map(({ table, column }) => `${table}.${column}`), tables: [...LEFT_OUT] }
	};
	await writePrivately(join(folder, 'manifest.json'), [`${JSON.stringify(manifest, null, '\t')}\n`]);
	return manifest;
}

/** Notes which wards, groups and people are taken: who lives there, works there, or holds a role there. */
async function take(tx: postgres.TransactionSql, wards: string[]): Promise<void> {
	await tx`create temp table taken_wards on commit drop as select unnest(${wards}::text[]) as code`;
	await tx`create temp table taken_groups on commit drop as
		select id from residential_groups where ward_code in (select code from taken_wards)`;
	await tx`create temp table taken_people on commit drop as
		select person_id as id from residences where "to" is null and group_id in (select id from taken_groups)
		union select person_id from roles where place in (
			select code from taken_wards union all select id::text from taken_groups)
		union select a.person_id from appointments a join agencies g on g.id = a.agency_id
			where g.ward_code in (select code from taken_wards)`;
	for (const table of ['taken_wards', 'taken_groups', 'taken_people']) await tx`analyze ${tx(table)}`;
}

async function writeTable(tx: postgres.TransactionSql, path: string, table: string, columns: string[]) {
	const where = selectionOf(
		table,
		Object.values(dataMap[table]?.columns ?? {}).flatMap((line) => line.split(' '))
	);
	if (where === null) throw new Error(`Nothing says which rows of ${table} belong to a place: selection.ts.`);
	const values = columns.map((column) => `"${column}"::text`).join(', ');
	const rows = tx.unsafe(`select ${values} from "${table}" where ${where}`).values().cursor(ROWS_AT_ONCE);
	let count = 0;
	async function* lines(): AsyncGenerator<string> {
		yield writeCsv([columns]);
		for await (const some of rows as AsyncIterable<(string | null)[][]>) {
			count += some.length;
			// The sign that says how letters are written stands at the beginning of a file alone.
			yield writeCsv(some).slice(1);
		}
	}
	return { sha256: await writePrivately(path, lines()), rows: count };
}

/** Writes a file that its owner alone may read; returns its hash. */
async function writePrivately(path: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<string> {
	const hash = createHash('sha256');
	const file = await open(path, 'wx', 0o600);
	try {
		for await (const piece of pieces) {
			const bytes = Buffer.from(piece);
			hash.update(bytes);
			await file.write(bytes);
		}
		await file.sync();
	} finally {
		await file.close();
	}
	return hash.digest('hex');
}
