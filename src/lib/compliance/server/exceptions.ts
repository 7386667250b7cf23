import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, type Target, type Verb } from '#lib/access/permissions.ts';
import type { WaiverKind, WaiverReason } from '#lib/compliance/cycle.ts';
import { listDutiesById } from '#lib/compliance/server/duty-list.ts';
import { targetOfDuty } from '#lib/compliance/server/duties.ts';
import { isWithin, listFrames, type Duty, type StoredFrame } from '#lib/compliance/server/duty-rows.ts';
import { listPostsOf } from '#lib/compliance/server/posts.ts';
import { completionsElsewhere, dutyCycles, waivers } from '#lib/compliance/server/schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { tidyName } from '#lib/shared/names.ts';

/** Which cycle: a duty, a person and the number of the period. */
export interface CycleKey {
	dutyId: string;
	personId: string;
	n: number;
}

export interface Bound {
	duty: Duty;
	frame: StoredFrame;
	/** where the person holds her post, for permissions */
	target: Target & { personId: string };
}

/** A cycle, for whoever may do something about it where the person works; else not found. */
export async function readBound(db: Db, actor: Actor, verb: Verb, key: CycleKey): Promise<Bound> {
	if (!isId(key.dutyId) || !isId(key.personId)) throw notFound();
	const duty = (await listDutiesById(db, [key.dutyId])).get(key.dutyId);
	const [frame] = await listFrames(
		db,
		sql`c.duty_id = ${key.dutyId}::uuid and coalesce(p.merged_into, p.id) = ${key.personId}::uuid
			and c.n::text = ${String(key.n)}`
	);
	if (!duty || !frame) throw notFound();
	const post = (await listPostsOf(db, key.personId)).findLast((one) => isWithin(duty, one));
	const target = { ...targetOfDuty(post ?? duty), personId: key.personId };
	if (!may(actor, verb, target)) throw notFound();
	return { duty, frame, target };
}

export interface NewWaiver extends CycleKey {
	/** made when the form was shown */
	id: string;
	kind: WaiverKind;
	reason: WaiverReason;
	paper: string | null;
	/** the last day; a postponement must have one */
	until: Day | null;
}

/**
 * Lets somebody off for a period, or for a while (`cycle.waive`); the last word is in force. Nobody lets herself off
 * (`own_waiver`, 403); a postponement without an end, or an end that has passed, is refused (422).
 */
export async function grantWaiver(db: Db, actor: Actor, waiver: NewWaiver, now: Date): Promise<void> {
	const { duty, target } = await readBound(db, actor, 'cycle.waive', waiver);
	allow(actor, 'cycle.waive', target);
	if (actor.id === waiver.personId) throw new DomainError('own_waiver', 403);
	if (waiver.kind === 'postponed' && waiver.until === null) throw new DomainError('waiver_needs_end', 422);
	if (waiver.until !== null && waiver.until < dayOf(now)) throw new DomainError('waiver_end_passed', 422);
	await db.transaction(async (tx) => {
		const { id, kind, reason, until } = waiver;
		const cycle = await storedCycle(tx, waiver);
		const row = { id, ...cycle, kind, reason, until, paper: waiver.paper === null ? null : tidyName(waiver.paper) };
		const added = await tx
			.insert(waivers)
			.values({ ...row, grantedBy: actor.id, grantedAt: now })
			.onConflictDoNothing({ target: waivers.id })
			.returning({ id: waivers.id });
		if (added.length === 0) return;
		await writeAudit(tx, actor, 'cycle.waive', { kind: 'waiver', id, of: target }, now, { kind, duty: duty.id });
	});
}

/** What was granted holds no more; it stays in the history. */
export async function withdrawWaiver(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
	const [waiver] = isId(id) ? await db.select().from(waivers).where(eq(waivers.id, id)) : [];
	if (!waiver) throw notFound();
	const { target } = await readBound(db, actor, 'cycle.waive', waiver);
	allow(actor, 'cycle.waive', target);
	if (actor.id === waiver.personId) throw new DomainError('own_waiver', 403);
	await db.transaction(async (tx) => {
		const ended = await tx
			.update(waivers)
			.set({ withdrawnBy: actor.id, withdrawnAt: now })
			.where(and(eq(waivers.id, id), isNull(waivers.withdrawnAt)))
			.returning({ id: waivers.id });
		if (ended.length === 0) return;
		await writeAudit(tx, actor, 'cycle.waive', { kind: 'waiver', id, of: target }, now, { what: 'withdraw' });
	});
}

export interface NewCompletion {
	/** made when the form was shown */
	id: string;
	dutyId: string;
	personId: string;
	modules: string[];
	platform: string;
	completedOn: Day;
	/** as it stands on what was shown */
	code: string;
}

/**
 * An officer has seen that somebody completed modules of a duty elsewhere (`completion.see`). It counts like a test
 * that was passed on that day, and is always shown apart. Nobody vouches for herself (`own_completion`, 403).
 */
export async function seeCompletion(db: Db, actor: Actor, seen: NewCompletion, now: Date): Promise<void> {
	const { duty, target } = await readBound(db, actor, 'completion.see', { ...seen, n: 1 });
	allow(actor, 'completion.see', target);
	if (actor.id === seen.personId) throw new DomainError('own_completion', 403);
	const asked = [...duty.modules, ...duty.refresher];
	if (seen.modules.length === 0 || !seen.modules.every((id) => asked.includes(id))) {
		throw new DomainError('duty_modules_wrong', 422);
	}
	if (seen.completedOn > dayOf(now)) throw new DomainError('day_in_future', 422);
	await db.transaction(async (tx) => {
		const { id, dutyId, personId, modules, completedOn } = seen;
		const row = { id, dutyId, personId, modules, completedOn };
		const added = await tx
			.insert(completionsElsewhere)
			.values({
				...row,
				...{ platform: tidyName(seen.platform), code: tidyName(seen.code), seenBy: actor.id, seenAt: now }
			})
			.onConflictDoNothing({ target: completionsElsewhere.id })
			.returning({ id: completionsElsewhere.id });
		if (added.length === 0) return;
		await writeAudit(tx, actor, 'completion.see', { kind: 'completion', id, of: target }, now, { duty: duty.id });
	});
}

/** What was noted as seen elsewhere was not so: it counts no more, and papers that rest on it fall. It stays in the history. */
export async function withdrawCompletion(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
	const [seen] = isId(id) ? await db.select().from(completionsElsewhere).where(eq(completionsElsewhere.id, id)) : [];
	if (!seen) throw notFound();
	const { target } = await readBound(db, actor, 'completion.see', { ...seen, n: 1 });
	allow(actor, 'completion.see', target);
	if (actor.id === seen.personId) throw new DomainError('own_completion', 403);
	await db.transaction(async (tx) => {
		const ended = await tx
			.update(completionsElsewhere)
			.set({ withdrawnBy: actor.id, withdrawnAt: now })
			.where(and(eq(completionsElsewhere.id, id), isNull(completionsElsewhere.withdrawnAt)))
			.returning({ id: completionsElsewhere.id });
		if (ended.length === 0) return;
		const object = { kind: 'completion', id, of: target };
		await writeAudit(tx, actor, 'completion.see', object, now, { what: 'withdraw' });
	});
}

/** The record under which a cycle stands, where two were merged. */
async function storedCycle(db: Db, { dutyId, personId, n }: CycleKey): Promise<CycleKey> {
	const [row] = await db.execute<{ personId: string }>(sql`
		select c.person_id "personId" from ${dutyCycles} c join people p on p.id = c.person_id
		where c.duty_id = ${dutyId}::uuid and coalesce(p.merged_into, p.id) = ${personId}::uuid and c.n = ${n}
		order by c.person_id limit 1`);
	if (!row) throw notFound();
	return { dutyId, personId: row.personId, n };
}
