import type postgres from 'postgres';

/** A table as it is copied: every value as PostgreSQL itself writes and reads it, so that none is changed on the way. */
export interface CopiedTable {
	name: string;
	columns: { name: string; type: string }[];
}

/** All our tables, each after those that its rows point at, so that they can be filled in this order. */
export async function listTables(sql: postgres.ISql): Promise<CopiedTable[]> {
	const tables = await sql<CopiedTable[]>`
		select c.relname::text as name, json_agg(json_build_object('name', a.attname,
			'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
			and a.attgenerated = ''
		where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
		group by 1 order by 1`;
	const references = await sql<{ name: string; to: string }[]>`
		select distinct conrelid::regclass::text as name, confrelid::regclass::text as "to"
		from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`;
	const ordered: CopiedTable[] = [];
	const waiting = new Map(tables.map((table) => [table.name, table]));
	while (waiting.size > 0) {
		const free = [...waiting.values()].filter(
			({ name }) => !references.some((one) => one.name === name && waiting.has(one.to))
		);
		if (free.length === 0) throw new Error(`These tables point at each other: ${[...waiting.keys()].join(', ')}.`);
		for (const table of free) waiting.delete(table.name);
		ordered.push(...free);
	}
	return ordered.map(({ name, columns }) => ({ name, columns: [...columns] }));
}

/** The migrations that made the tables, by their hashes, in order. */
export async function listMigrations(sql: postgres.ISql): Promise<string[]> {
	const rows = await sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations order by created_at`;
	return rows.map(({ hash }) => hash);
}

/** The query that gives a table's rows, each as one line of JSON. */
export function rowsOf({ name, columns }: CopiedTable): string {
	const values = columns.map((column) => `${quoted(column.name)}::text`);
	return `select json_build_array(${values.join(', ')})::text as line from ${quoted(name)}`;
}

/** The statement that takes many such lines, as one JSON array. */
export function insertOf({ name, columns }: CopiedTable): string {
	const names = columns.map((column) => quoted(column.name));
	const values = columns.map(({ type }, n) => `(r ->> ${n})::${type}`);
	return `insert into ${quoted(name)} (${names.join(', ')}) overriding system value
		select ${values.join(', ')} from json_array_elements($1::text::json) r`;
}

function quoted(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}
