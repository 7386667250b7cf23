import { getTableColumns, getTableName } from 'drizzle-orm';
import { FOLDED } from '#lib/ledger/server/rows.ts';
import { groupTallies } from '#lib/literacy/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';

/** Every folded row by table, in an order of their own, and the tallies that are not zero: equal before and after a rebuild. */
export async function foldedRows(db: Db): Promise<Record<string, string[]>> {
	const rows: Record<string, string[]> = {};
	for (const table of [...Object.values(FOLDED).map((folded) => folded.table), groupTallies]) {
		const columns = Object.keys(getTableColumns(table));
		const found = (await db.select().from(table)) as Record<string, unknown>[];
		rows[getTableName(table)] = found
			.filter((row) => table !== groupTallies || row['assessed'] || row['attained'] || row['witnessed'])
			.map((row) => JSON.stringify(columns.map((column) => row[column])))
			.sort();
	}
	return rows;
}
