import { and, eq, gte, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { writeAudit, type AuditObject } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { householdMembers, households } from '#lib/people/server/schema.ts';

/**
 * For a query's lateral join: the house in which a person lives today, at most one; `person` is the column of the
 * record that stands for her. Of memberships under several records of hers the last that began is meant.
 */
export function householdOf(person: SQL): SQL {
	return sql`(
		select h.id, h.label, h.landmark from people hr
		join household_members hm on hm.person_id = hr.id and hm."to" is null
		join households h on h.id = hm.household_id
		where coalesce(hr.merged_into, hr.id) = ${person}
		order by hm."from" desc, hm.household_id desc limit 1
	)`;
}

/** Whether `hm`, the membership of record `p`, is the one that stands: nothing of another record of hers began later. */
export const STANDING = sql`hm."to" is null and not exists (
	select 1 from people other join household_members later on later.person_id = other.id and later."to" is null
	where coalesce(other.merged_into, other.id) = coalesce(p.merged_into, p.id) and other.id <> p.id
		and (later."from", later.household_id) > (hm."from", hm.household_id)
)`;

/** Everybody who writes about where a person lives waits here for the other, so that she lives in one house at a time. */
export async function lockMembership(db: Db, personId: string): Promise<void> {
	await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('household ' || ${personId}, 0))`);
}

/** The house in which somebody lives today, if any. */
export async function findHousehold(db: Db, personId: string): Promise<string | null> {
	const [home] = await db.execute<{ id: string }>(sql`select h.id from ${householdOf(sql`${personId}::uuid`)} h`);
	return home?.id ?? null;
}

/**
 * She lives in a house since a day; where she lived until then ends on that day, and a house that this leaves empty
 * ends with it. Living there already changes nothing. Refuses a day before she came to where she lives now (422).
 */
export async function moveInto(
	db: Db,
	by: Actor,
	personId: string,
	householdId: string,
	on: Day,
	now: Date
): Promise<'joined' | 'already'> {
	const current = await listCurrent(db, personId);
	if (current.some((one) => one.householdId === householdId)) return 'already';
	await endMemberships(db, by, personId, on, now);
	await db.insert(householdMembers).values({ householdId, personId, from: on, to: null });
	await db.update(households).set({ endedOn: null }).where(eq(households.id, householdId));
	await writeAudit(db, by, 'household.join', await homeOf(db, householdId, personId), now, { on });
	return 'joined';
}

/**
 * Wherever she lives, she does not since a day. A membership of no day at all is taken back; a house that is left empty
 * ends, and one that she spoke for has nobody who does. Refuses a day before she came (422, `day_before_membership`).
 */
export async function endMemberships(db: Db, by: Actor, personId: string, on: Day, now: Date): Promise<void> {
	const records = await listRecords(db, personId);
	const current = await listCurrent(db, personId);
	if (current.some(({ from }) => from > on)) throw new DomainError('day_before_membership', 422);
	const ofHers = and(inArray(householdMembers.personId, records), isNull(householdMembers.to));
	await db.delete(householdMembers).where(and(ofHers, gte(householdMembers.from, on)));
	await db.update(householdMembers).set({ to: on }).where(ofHers);
	for (const id of new Set(current.map((one) => one.householdId))) {
		await db
			.update(households)
			.set({ headId: null })
			.where(and(eq(households.id, id), inArray(households.headId, records)));
		const [left] = await db
			.select()
			.from(householdMembers)
			.where(and(eq(householdMembers.householdId, id), isNull(householdMembers.to)))
			.limit(1);
		if (!left) await db.update(households).set({ endedOn: on }).where(eq(households.id, id));
		await writeAudit(db, by, 'household.leave', await homeOf(db, id, personId), now, { on });
	}
}

/** Like `endMemberships`, for somebody who moves to another group or dies on a day that may be long ago. */
export async function leaveByMoving(
	db: Db,
	by: Actor,
	personId: string,
	toGroupId: string | null,
	on: Day,
	now: Date
): Promise<void> {
	const records = await listRecords(db, personId);
	const elsewhere = toGroupId === null ? undefined : ne(households.groupId, toGroupId);
	const current = await db
		.select({ from: householdMembers.from })
		.from(householdMembers)
		.innerJoin(households, eq(households.id, householdMembers.householdId))
		.where(and(inArray(householdMembers.personId, records), isNull(householdMembers.to), elsewhere));
	if (current.length === 0) return;
	const latest = current.map(({ from }) => from).reduce((a, b) => (a > b ? a : b));
	await endMemberships(db, by, personId, latest > on ? latest : on, now);
}

/** A house as the audit names it, where it stands and who moves in or out. */
async function homeOf(db: Db, id: string, personId: string): Promise<AuditObject> {
	const [house] = await db.select({ groupId: households.groupId }).from(households).where(eq(households.id, id));
	return { kind: 'household', id, of: { ...(house && (await placeOfGroup(db, house.groupId))), personId } };
}

async function listCurrent(db: Db, personId: string) {
	const records = await listRecords(db, personId);
	return db
		.select()
		.from(householdMembers)
		.where(and(inArray(householdMembers.personId, records), isNull(householdMembers.to)));
}
