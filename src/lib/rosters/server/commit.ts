import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { record } from '#lib/ledger/server/record.ts';
import { registerPerson } from '#lib/people/server/register.ts';
import { putRight } from '#lib/rosters/server/put-right.ts';
import { countRows, lockRoster, type Roster } from '#lib/rosters/server/roster.ts';
import { rosterRows, rosters } from '#lib/rosters/server/schema.ts';
import { wardOf } from '#lib/rosters/server/ward.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';

type Row = typeof rosterRows.$inferSelect;

/**
 * An officer says yes to what the rows would do; `goOn` then does it, some rows at a time, in her name. Saying it twice
 * is saying it once. Refuses (409) before the rows are compared and after it was undone.
 */
export async function commitRoster(db: Db, actor: Actor, rosterId: string, now: Date): Promise<void> {
	await db.transaction(async (tx) => {
		const roster = await lockRoster(tx, actor, rosterId);
		const of = await wardOf(tx, roster.wardCode);
		allow(actor, 'roster.import', of);
		if (roster.state === 'committing' || roster.state === 'committed') return;
		if (roster.state !== 'looked') throw new DomainError('roster_under_way', 409);
		const set = { state: 'committing' as const, committedBy: actor.id, committedAt: now };
		await tx.update(rosters).set(set).where(eq(rosters.id, rosterId));
		const { new: fresh, changed } = await countRows(tx, rosterId);
		const detail = { step: 'committed', new: fresh, changed };
		await writeAudit(tx, actor, 'roster.import', { kind: 'roster', id: rosterId, of }, now, detail);
	});
}

/** Does what the next rows say, at most `most`, all or none of them. Returns how many; none: the file is done. */
export async function commitRows(tx: Db, actor: Actor, roster: Roster, most: number, now: Date): Promise<number> {
	const of = await wardOf(tx, roster.wardCode);
	allow(actor, 'roster.import', of);
	// Two files of one ward take turns, so that each finds whom the other has registered.
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('roster ' || ${roster.wardCode}, 0))`);
	const rows = await tx
		.select()
		.from(rosterRows)
		.where(
			and(eq(rosterRows.rosterId, roster.id), inArray(rosterRows.state, ['new', 'changed']), isNull(rosterRows.outcome))
		)
		.orderBy(rosterRows.line)
		.limit(most);
	if (rows.length === 0) {
		await tx.update(rosters).set({ state: 'committed' }).where(eq(rosters.id, roster.id));
		return 0;
	}
	const known = await knownSince(tx, roster, rows);
	for (const row of rows) {
		const set = known.has(row.line)
			? { state: 'doubtful' as const, reasons: [{ code: 'known_since' as const }] }
			: await carryOut(tx, actor, roster, row, now);
		const at = and(eq(rosterRows.rosterId, roster.id), eq(rosterRows.line, row.line));
		await tx.update(rosterRows).set(set).where(at);
	}
	return rows.length;
}

/** What one row says; what the people's own rules refuse makes a wrong row and keeps nobody waiting. */
async function carryOut(tx: Db, actor: Actor, roster: Roster, row: Row, now: Date): Promise<Partial<Row>> {
	try {
		if (row.state === 'new') await register(tx, actor, roster, row, now);
		const before = row.state === 'changed' ? await putRight(tx, actor, row, now) : null;
		return { outcome: 'done', doneAt: now, before };
	} catch (refused) {
		if (!(refused instanceof DomainError)) throw refused;
		return { state: 'wrong', reasons: [{ code: 'refused' }] };
	}
}

async function register(tx: Db, actor: Actor, { wardCode }: Roster, row: Row, now: Date): Promise<void> {
	const { personId, eventId, fullName, everydayName, birthYear, groupId, household } = row;
	if (personId === null || fullName === null || birthYear === null || groupId === null) throw notFound();
	const who = { personId, eventId, fullName, everydayName, birthYear };
	await record(tx, actor, registerPerson, { ...who, wardCode, groupId, household, phone: null }, now);
}

/** The lines of new people whom somebody else has registered since the rows were compared. */
async function knownSince(tx: Db, roster: Roster, rows: readonly Row[]): Promise<Set<number>> {
	const fresh = rows.filter(({ state }) => state === 'new');
	if (fresh.length === 0 || roster.lookedAt === null) return new Set();
	const wanted = fresh.map(({ line, likeKey, birthYear, groupId }) => {
		return { line, search: likeKey?.slice(0, likeKey.length - ` ${birthYear} ${groupId}`.length), birthYear };
	});
	const found = await tx.execute<{ line: number }>(sql`
		select v.line from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) v(line int, search text, "birthYear" int)
		where exists (
			select 1 from person_names n
			join people p on p.id = n.person_id and p.merged_into is null and p.birth_year = v."birthYear"
			join residences h on h.person_id = p.id and h."to" is null
			join residential_groups g on g.id = h.group_id and g.ward_code = ${roster.wardCode}
			where n.registered_at >= ${roster.lookedAt.toISOString()}::timestamptz and n.search like v.search || '  %'
				and not exists (select 1 from roster_rows r where r.roster_id = ${roster.id} and r.person_id = n.person_id)
		)`);
	return new Set(found.map(({ line }) => line));
}
