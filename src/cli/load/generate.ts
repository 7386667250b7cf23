import { sql } from 'drizzle-orm';
import type { Library } from '#lib/curriculum/content.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import { writeSetting } from '#lib/server/installation.ts';
import { addGroupEvents, addPeopleEvents } from './events.ts';
import { makePlan } from './plan.ts';
import { addGroupRows, addPeopleRows, addTallies } from './rows.ts';
import { loadOf, type LoadSize } from './size.ts';

const PEOPLE_AT_ONCE = 50_000;
const FILLED = ['events', 'people', 'person_names', 'residences'];

/**
 * Invents people, groups and five years of their history, and writes log and folded rows by statements over whole sets:
 * the same size gives the same data on the same day. All or nothing, and only where nobody is known and no group exists
 * (StartFailure). `db` is the owner's; places and content stand there already.
 */
export async function generateLoad(
	db: Db,
	size: LoadSize,
	library: Library,
	now: Date,
	tell: (people: number) => void = () => undefined
): Promise<void> {
	const load = loadOf(size, library, now);
	await db.transaction(async (tx) => {
		await tx.execute(sql`lock table events, people, residential_groups in exclusive mode`);
		await refuseUnlessEmpty(tx);
		await tx.execute(sql`set local work_mem = '256MB'`);
		await tx.execute(sql`set local maintenance_work_mem = '512MB'`);
		// Nobody's days are anybody else's: keeping what was worked out of one person for the next takes longer than the work.
		await tx.execute(sql`set local enable_memoize = off`);
		await makePlan(tx, load);
		await withoutIndexes(tx, async () => {
			await addGroupRows(tx, load);
			await addGroupEvents(tx, load);
			for (let from = 1; from <= size.people; from += PEOPLE_AT_ONCE) {
				const to = Math.min(size.people, from + PEOPLE_AT_ONCE - 1);
				await addPeopleEvents(tx, load, from, to);
				await addPeopleRows(tx, load, from, to);
				tell(to);
			}
			await addTallies(tx, load);
		});
		await writeSetting(tx, 'sample', true);
	});
	await db.execute(sql`vacuum (analyze)`);
}

/** Throws a StartFailure where people or groups are known; a database without tables knows none. */
export async function refuseUnlessEmpty(db: Db): Promise<void> {
	const [table] = await db.execute<{ there: boolean }>(sql`select to_regclass('events') is not null there`);
	if (!table?.there) return;
	const [row] = await db.execute<{ taken: boolean }>(sql`
		select exists (select 1 from events) or exists (select 1 from people) or exists (select 1 from residential_groups) taken`);
	if (row?.taken !== false) {
		throw new StartFailure(
			'This database knows people or groups already: invented ones are written into an empty database only, and nothing was changed.'
		);
	}
}

/** Indexes that no constraint needs are made once everything is there, which is several times quicker. */
async function withoutIndexes(db: Db, work: () => Promise<void>): Promise<void> {
	const indexes = await db.execute<{ name: string; made: string }>(sql`
		select i.indexrelid::regclass::text name, pg_get_indexdef(i.indexrelid) made
		from pg_index i left join pg_constraint c on c.conindid = i.indexrelid
		where c.oid is null and i.indrelid = any(${sql.param(FILLED)}::text[]::regclass[])`);
	for (const { name } of indexes) await db.execute(sql.raw(`drop index ${name}`));
	await work();
	for (const { made } of indexes) await db.execute(sql.raw(made));
}
