import { and, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { readEvents } from '#lib/ledger/server/log.ts';
import { record } from '#lib/ledger/server/record.ts';
import { lockRoster, type Roster } from '#lib/rosters/server/roster.ts';
import { putBack } from '#lib/rosters/server/put-right.ts';
import { mayStillUndo } from '#lib/rosters/roster.ts';
import { rosterRows, rosters } from '#lib/rosters/server/schema.ts';
import { wardOf } from '#lib/rosters/server/ward.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';

/**
 * Within seven days an officer takes a commit back; `goOn` then erases whom it registered, unless somebody has touched
 * her record since, and gives others back what it put right in them, unless somebody has changed it again. Refuses
 * (409) what was not committed, and later ones.
 */
export async function undoRoster(db: Db, actor: Actor, rosterId: string, now: Date): Promise<void> {
	await db.transaction(async (tx) => {
		const roster = await lockRoster(tx, actor, rosterId);
		const of = await wardOf(tx, roster.wardCode);
		allow(actor, 'roster.undo', of);
		if (roster.state === 'undoing' || roster.state === 'undone') return;
		if (roster.state !== 'committed') throw new DomainError('roster_under_way', 409);
		if (!mayStillUndo(roster.committedAt, now)) throw new DomainError('roster_undo_late', 409);
		const set = { state: 'undoing' as const, committedBy: actor.id };
		await tx.update(rosters).set(set).where(eq(rosters.id, rosterId));
		await writeAudit(tx, actor, 'roster.undo', { kind: 'roster', id: rosterId, of }, now);
	});
}

/** Takes the next rows back, at most `most`. Returns how many; none: it is undone. */
export async function undoRows(tx: Db, actor: Actor, roster: Roster, most: number, now: Date): Promise<number> {
	allow(actor, 'roster.undo', await wardOf(tx, roster.wardCode));
	const rows = await tx
		.select()
		.from(rosterRows)
		.where(and(eq(rosterRows.rosterId, roster.id), eq(rosterRows.outcome, 'done')))
		.orderBy(rosterRows.line)
		.limit(most);
	if (rows.length === 0) await tx.update(rosters).set({ state: 'undone' }).where(eq(rosters.id, roster.id));
	for (const row of rows) {
		const isBack = row.state === 'new' ? await unregister(tx, actor, row, now) : await putBack(tx, actor, row, now);
		const forgotten = isBack && row.state === 'new' ? FORGOTTEN : {};
		await tx
			.update(rosterRows)
			.set({ outcome: isBack ? 'taken_back' : 'stays', before: null, ...forgotten })
			.where(and(eq(rosterRows.rosterId, roster.id), eq(rosterRows.line, row.line)));
	}
	return rows.length;
}

const FORGOTTEN = { cells: [], fullName: null, everydayName: null, household: null, likeKey: null };

/** Erases whom a row has registered, unless somebody has touched her record since. */
async function unregister(tx: Db, actor: Actor, row: typeof rosterRows.$inferSelect, now: Date): Promise<boolean> {
	const { personId, doneAt } = row;
	if (personId === null || doneAt === null || (await isTouched(tx, personId, doneAt))) return false;
	await record(tx, actor, erasePerson, { eventId: newId(now), personId }, now);
	return true;
}

/** Who was erased is forgotten in the rows of files too. */
export async function forgetErased(db: Db): Promise<void> {
	await db.execute(sql`
		update roster_rows r set cells = '[]', full_name = null, everyday_name = null, household = null, like_key = null,
			before = null
		from people p where p.id = r.person_id and p.erased_on is not null and r.cells <> '[]'::jsonb`);
}

/** Whether the log or the audit knows anything of her beyond her registration, or she speaks for a house; looks aside. */
async function isTouched(tx: Db, personId: string, since: Date): Promise<boolean> {
	if ((await readEvents(tx, [personId])).length > 1) return true;
	const [touched] = await tx.execute(sql`
		select 1 from audit_entries a
		where a.person_id = ${personId} and a.at > ${since.toISOString()}::timestamptz and a.verb not like '%.read'
		union all select 1 from households where head_id = ${personId}
		union all select 1 from people where id = ${personId} and merged_into is not null limit 1`);
	return touched !== undefined;
}
