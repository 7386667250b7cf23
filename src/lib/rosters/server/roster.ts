import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, placesFor } from '#lib/access/permissions.ts';
import { rosters } from '#lib/rosters/server/schema.ts';
import { wardOf } from '#lib/rosters/server/ward.ts';
import type { RosterState, RowOutcome, RowState } from '#lib/rosters/roster.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { memberGroups } from '#lib/territory/server/within.ts';

export type Roster = typeof rosters.$inferSelect;

/** A file that was sent, for officers of its ward; to others it is not found (404). */
export async function readRoster(db: Db, actor: Actor, id: string): Promise<Roster> {
	const [roster] = isId(id) ? await db.select().from(rosters).where(eq(rosters.id, id)) : [];
	if (!roster || !may(actor, 'roster.read', await wardOf(db, roster.wardCode))) throw notFound();
	return roster;
}

/** The same, held until the transaction ends, so that nobody else goes on with it. */
export async function lockRoster(tx: Db, actor: Actor, id: string): Promise<Roster> {
	await readRoster(tx, actor, id);
	const [roster] = await tx.select().from(rosters).where(eq(rosters.id, id)).for('update');
	if (!roster) throw notFound();
	return roster;
}

export interface RosterListed extends Record<string, unknown> {
	id: string;
	fileName: string;
	wardCode: string;
	sentAt: Date;
	state: RosterState;
	rows: number;
}

/** The files of the last days, of the wards whose officer somebody is, the latest first. */
export async function listRosters(db: Db, actor: Actor, now: Date): Promise<RosterListed[]> {
	const places = placesFor(actor, 'roster.read');
	const rows = await db.execute<RosterListed & { sentAt: string }>(sql`
		with recursive ${memberGroups(places, dayOf(now))}
		select s.id, s.file_name "fileName", s.ward_code "wardCode", s.sent_at "sentAt", s.state,
			(select count(*)::int from roster_rows r where r.roster_id = s.id) "rows"
		from rosters s where s.ward_code in (select g.ward_code from root g)
		order by s.sent_at desc, s.id desc limit 50`);
	return rows.map((row) => ({ ...row, sentAt: new Date(row.sentAt) }));
}

export type RowCounts = Record<RowState | RowOutcome | 'all' | 'toDo', number>;

/** How many rows are in which state, and what became of how many. */
export async function countRows(db: Db, rosterId: string): Promise<RowCounts> {
	const counts: RowCounts = {
		...{ waiting: 0, new: 0, changed: 0, same: 0, doubtful: 0, wrong: 0 },
		...{ done: 0, taken_back: 0, stays: 0, all: 0, toDo: 0 }
	};
	const rows = await db.execute<{ state: RowState; outcome: RowOutcome | null; rows: number }>(sql`
		select state, outcome, count(*)::int "rows" from roster_rows where roster_id = ${rosterId} group by 1, 2`);
	for (const { state, outcome, rows: some } of rows) {
		counts[state] += some;
		counts.all += some;
		if (outcome !== null) counts[outcome] += some;
		else if (state === 'new' || state === 'changed') counts.toDo += some;
	}
	return counts;
}
