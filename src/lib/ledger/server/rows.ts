import { and, eq, getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { drillStandings } from '#lib/drills/server/schema.ts';
import { lessonProgress, moduleResults, skillEvidence, testStandings } from '#lib/learning/server/schema.ts';
import { groupTallies, literacyStatuses } from '#lib/literacy/server/schema.ts';
import { scenarioProgress } from '#lib/practice/server/schema.ts';
import { people, residences } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { groupSuccessions, populationCounts, populationDeclarations } from '#lib/territory/server/schema.ts';
import type { TallyChange } from '#lib/literacy/tally.ts';
import type { GroupRows, PeopleRows } from '#lib/ledger/fold.ts';

type Row = Record<string, unknown>;

interface FoldedTable {
	table: PgTable;
	key: string[];
}

/** Every table that a fold writes, by the name of its rows, with its key. Nothing else may write them. */
export const FOLDED = {
	people: { table: people, key: ['id'] },
	residences: { table: residences, key: ['personId', 'from', 'groupId'] },
	lessonProgress: { table: lessonProgress, key: ['personId', 'module', 'lesson'] },
	testStandings: { table: testStandings, key: ['personId', 'test'] },
	moduleResults: { table: moduleResults, key: ['personId', 'result', 'module'] },
	scenarioProgress: { table: scenarioProgress, key: ['personId', 'module', 'scenario'] },
	drillStandings: { table: drillStandings, key: ['personId'] },
	skillEvidence: { table: skillEvidence, key: ['personId', 'skill'] },
	literacyStatuses: { table: literacyStatuses, key: ['personId', 'standard'] },
	populationCounts: { table: populationCounts, key: ['groupId', 'asOf', 'source'] },
	populationDeclarations: { table: populationDeclarations, key: ['groupId', 'eventId'] },
	groupSuccessions: { table: groupSuccessions, key: ['fromId'] }
} as const satisfies Record<string, FoldedTable>;

type Folded = keyof typeof FOLDED;

/** Writes what changed between two folds of the same subjects: changed and new rows, then rows that are gone, then tallies. */
export async function writeDifference(
	db: Db,
	before: Partial<PeopleRows & GroupRows>,
	after: Partial<PeopleRows & GroupRows>
): Promise<void> {
	for (const name of Object.keys(FOLDED) as Folded[]) {
		const { table, key } = FOLDED[name];
		const old = byKey(before[name] ?? [], key);
		const next = byKey(after[name] ?? [], key);
		const changed = [...next].filter(([k, row]) => JSON.stringify(row) !== JSON.stringify(old.get(k)));
		const gone = [...old].filter(([k]) => !next.has(k));
		await upsertRows(
			db,
			name,
			changed.map(([, row]) => row)
		);
		for (const [, row] of gone) await db.delete(table).where(keyEquals(table, key, row));
	}
	await addTallies(db, tallyDifference(before.groupTallies ?? [], after.groupTallies ?? []));
}

/** Inserts rows of a folded table, or replaces those with the same key. */
export async function upsertRows(db: Db, name: Folded, rows: readonly Row[]): Promise<void> {
	if (rows.length === 0) return;
	const { table, key } = FOLDED[name];
	const columns = getTableColumns(table) as Record<string, PgColumn>;
	const set: Record<string, SQL> = {};
	for (const [property, column] of Object.entries(columns)) {
		if (!(key as readonly string[]).includes(property)) set[property] = sql`excluded.${sql.identifier(column.name)}`;
	}
	const target = key.map((property) => columns[property]).filter((column) => column !== undefined);
	await db
		.insert(table)
		.values(rows as never)
		.onConflictDoUpdate({ target, set });
}

/**
 * Inserts rows of a folded table, or tallies, of which none stands there yet: any number in one statement, a column as
 * one text, which the server takes apart several times as fast as rows or JSON.
 */
export async function insertRows(db: Db, table: PgTable, rows: readonly object[]): Promise<void> {
	if (rows.length === 0) return;
	const columns = Object.entries(getTableColumns(table) as Record<string, PgColumn>);
	const names = columns.map(([, { name }]) => sql.identifier(name));
	const values = columns.map(([property, column]) => {
		const type = column.getSQLType();
		const write = PLAIN.has(type)
			? String
			: type === 'jsonb'
				? (value: unknown) => quoted(JSON.stringify(value))
				: quoted;
		const list = (rows as readonly Row[]).map((row) =>
			row[property] === null || row[property] === undefined ? 'null' : write(row[property])
		);
		return sql`${`{${list.join(',')}}`}::text::${sql.raw(type)}[]`;
	});
	await db.execute(
		sql`insert into ${table} (${sql.join(names, sql`, `)}) select * from unnest(${sql.join(values, sql`, `)})`
	);
}

/** Types whose values need no quotes in a list. */
const PLAIN = new Set(['uuid', 'integer', 'boolean', 'date']);

function quoted(value: unknown): string {
	return `"${String(value).replace(/["\\]/g, '\\$&')}"`;
}

/** Adds dated changes to the tallies, always in the same order, so that two people's writes cannot wait for each other in a ring. */
export async function addTallies(db: Db, changes: readonly TallyChange[]): Promise<void> {
	if (changes.length === 0) return;
	const sorted = [...changes].sort((a, b) => (tallyKey(a) < tallyKey(b) ? -1 : 1));
	await db
		.insert(groupTallies)
		.values(sorted)
		.onConflictDoUpdate({
			target: [groupTallies.groupId, groupTallies.standard, groupTallies.day, groupTallies.ageFrom],
			set: {
				assessed: sql`${groupTallies.assessed} + excluded.assessed`,
				attained: sql`${groupTallies.attained} + excluded.attained`,
				witnessed: sql`${groupTallies.witnessed} + excluded.witnessed`
			}
		});
}

/** Adds up changes of one group, standard, day and age rule; `by` −1 takes them away. */
export function gatherTallies(into: Map<string, TallyChange>, changes: readonly TallyChange[], by: 1 | -1): void {
	for (const change of changes) {
		const sum = into.get(tallyKey(change)) ?? { ...change, assessed: 0, attained: 0, witnessed: 0 };
		sum.assessed += by * change.assessed;
		sum.attained += by * change.attained;
		sum.witnessed += by * change.witnessed;
		into.set(tallyKey(change), sum);
	}
}

function tallyDifference(before: readonly TallyChange[], after: readonly TallyChange[]): TallyChange[] {
	const difference = new Map<string, TallyChange>();
	gatherTallies(difference, before, -1);
	gatherTallies(difference, after, 1);
	return [...difference.values()].filter((change) => change.assessed || change.attained || change.witnessed);
}

function tallyKey(change: TallyChange): string {
	return `${change.groupId} ${change.standard} ${change.day} ${change.ageFrom}`;
}

function byKey(rows: readonly Row[], key: readonly string[]): Map<string, Row> {
	return new Map(rows.map((row) => [key.map((property) => String(row[property])).join(' '), row]));
}

function keyEquals(table: PgTable, key: readonly string[], row: Row): SQL | undefined {
	const columns = getTableColumns(table) as Record<string, PgColumn>;
	return and(...key.map((property) => eq(columns[property] as PgColumn, row[property])));
}
