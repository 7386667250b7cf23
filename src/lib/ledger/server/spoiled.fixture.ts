import { getTableName, sql } from 'drizzle-orm';
import { groupTallies, literacyStatuses } from '#lib/literacy/server/schema.ts';
import { residences } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { FOLDED } from '#lib/ledger/server/rows.ts';

const TABLES = [...Object.values(FOLDED).map(({ table }) => table), groupTallies];

/** As if nothing had ever been folded. */
export async function emptyRows(db: Db): Promise<void> {
	for (const table of TABLES) await db.delete(table);
}

/** Rows that are wrong, missing, too many, and of somebody of whom the log says nothing, before and after all others. */
export async function spoilRows(db: Db): Promise<void> {
	await db.execute(sql`delete from lesson_progress where person_id in (select person_id from lesson_progress limit 3)`);
	await db.update(residences).set({ confirmedBy: 'a, "b" \\ c' });
	await db.update(literacyStatuses).set({ evidence: [] });
	await db.execute(sql`update group_tallies set attained = attained + 1`);
	await db.execute(sql`update group_successions set kind = 'split'`);
	await db.execute(sql`delete from population_counts`);
	for (const id of ['00000000-0000-7000-8000-000000000001', 'ffffffff-ffff-7fff-8fff-ffffffffffff']) {
		await db.execute(sql`insert into people (id, birth_year) values (${id}, 1950)`);
		await db.execute(sql`
			insert into group_tallies (group_id, standard, day, age_from, assessed, attained, witnessed) values (${id}, 'x', '2026-01-01', 0, 1, 1, 1)`);
	}
}

/** Which transaction wrote each row. */
export async function versionsOfRows(db: Db): Promise<Record<string, unknown>> {
	const versions: Record<string, unknown> = {};
	for (const table of TABLES) {
		versions[getTableName(table)] = await db.execute(
			sql`select xmin::text written, count(*)::int "rows" from ${table} group by 1 order by 1`
		);
	}
	return versions;
}
