import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Db } from '#lib/server/db/connect.ts';
import { insertRows } from '#lib/ledger/server/rows.ts';

type Row = Record<string, unknown>;

/**
 * Makes the rows of a table of which `whose` is true equal to `rows`, and writes only what differs: reading a row that is
 * right takes a tenth of writing it, and leaves no dead one behind. `standing` are those rows by `readStanding`.
 */
export async function settleRows(
	db: Db,
	table: PgTable,
	rows: readonly object[],
	whose: SQL,
	standing: readonly string[]
): Promise<void> {
	const write = rowWriter(table);
	const gone = new Set(standing);
	const missing = (rows as readonly Row[]).filter((row) => !gone.delete(write(row)));
	if (gone.size > 0 && gone.size === standing.length) await db.execute(sql`delete from ${table} where ${whose}`);
	else if (gone.size > 0) {
		await db.execute(sql`
			delete from ${table} using unnest(${sql.param([...gone])}::text[]) gone(written)
			where ${whose} and ${recordOf(table)} = gone.written`);
	}
	await insertRows(db, table, missing);
}

/** The rows of which `whose` is true, each as PostgreSQL writes a record, which is exact and quick to compare. */
export async function readStanding(db: Db, table: PgTable, whose: SQL): Promise<string[]> {
	const [page] = await db.execute<{ list: string | null }>(
		sql`select json_agg(${recordOf(table)})::text list from ${table} where ${whose}`
	);
	return JSON.parse(page?.list ?? '[]') as string[];
}

function recordOf(table: PgTable): SQL {
	const columns = Object.values(getTableColumns(table));
	return sql`row(${sql.join(columns, sql`, `)})::text`;
}

/** Writes a row as PostgreSQL writes a record. Where it would write it otherwise, the row is merely written anew. */
function rowWriter(table: PgTable): (row: Row) => string {
	const columns = Object.entries(getTableColumns(table) as Record<string, PgColumn>).map(([property, column]) => ({
		property,
		write: WRITERS[column.getSQLType()] ?? written
	}));
	return (row) => {
		let text = '';
		for (const { property, write } of columns) {
			const value = row[property];
			text += value === null || value === undefined ? ',' : `,${write(value)}`;
		}
		return `(${text.slice(1)})`;
	};
}

const WRITERS: Record<string, (value: unknown) => string> = {
	...{ uuid: String, integer: String, date: String },
	boolean: (value) => (value ? 't' : 'f'),
	// The only lists that folds make are of ids and codes.
	jsonb: (value) => written(JSON.stringify(value).replaceAll('","', '", "'))
};

function written(value: unknown): string {
	const text = String(value);
	if (text !== '' && !/["\\(),\s]/.test(text)) return text;
	return `"${text.replace(/["\\]/g, '$&$&')}"`;
}
