import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { dataMap, listColumns, writeDataMap } from './data-map.ts';

const LIB = join(import.meta.dirname, '../lib');

/** `table.column` of every table in every schema. */
async function columnsOfSchemas(): Promise<string[]> {
	const files = globSync('{server,*/server}/{schema,*-schema}.ts', { cwd: LIB });
	expect(files.length).toBeGreaterThan(7);
	const modules = await Promise.all(files.map((file) => import(join(LIB, file)) as Promise<Record<string, unknown>>));
	const tables = modules.flatMap((schema) => Object.values(schema)).filter((value) => is(value, PgTable));
	return tables
		.map(getTableConfig)
		.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`))
		.sort();
}

test('every column of the database has its class, purpose and time, and every entry its column', async () => {
	const mapped = listColumns().map(({ table, column }) => `${table}.${column}`);
	expect(mapped.toSorted()).toEqual(await columnsOfSchemas());
	expect(new Set(mapped).size, 'no column stands in two classes').toBe(mapped.length);
	const exceptions = Object.entries(dataMap).flatMap(([table, { except = {} }]) =>
		Object.keys(except).map((column) => `${table}.${column}`)
	);
	expect(exceptions.filter((name) => !mapped.includes(name))).toEqual([]);
});

test('nothing about a person is kept without an end but what the log and its proofs need', () => {
	const about = listColumns().filter((one) => one.class === 'contact' || one.class === 'secret');
	const endless = about.filter((one) => /as long as the installation stands/.test(one.kept));
	expect(endless.map(({ table, column }) => `${table}.${column}`)).toEqual(['installation.value']);
});

test('docs/data-map.md says what the map says', () => {
	expect(readFileSync(join(LIB, '../../docs/data-map.md'), 'utf8')).toBe(writeDataMap());
});
