import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { spellingOf, tidyName } from '#lib/shared/names.ts';
import { placeOfGroup, readGroup, refuseTakenNames } from '#lib/territory/server/groups.ts';
import { groupSuccessions, residentialGroups, wards } from '#lib/territory/server/schema.ts';

export interface Renaming {
	groupId: string;
	name: string;
	kind: string;
	/** what it was called when the form was shown */
	shownName: string;
	shownKind: string;
}

/**
 * A group is called otherwise; its people, its declarations and its past figures stay. Refuses a name that another group
 * of the ward bears (409, group_name_taken), ended groups (409), and a form that was shown before somebody else renamed
 * it (409, `group_renamed_meanwhile`). The same twice changes nothing.
 */
export async function renameGroup(db: Db, actor: Actor, input: Renaming, now: Date): Promise<void> {
	const { groupId: id } = input;
	const { wardCode, provinceCode } = await placeOfGroup(db, id);
	const of = { groupId: id, wardCode, provinceCode };
	allow(actor, 'group.rename', of);
	const wanted = { name: tidyName(input.name), kind: tidyName(input.kind) };
	await db.transaction(async (tx) => {
		await tx.select().from(wards).where(eq(wards.code, wardCode)).for('no key update');
		const group = await readGroup(tx, id);
		if (group.validTo !== null) throw new DomainError('group_ended', 409);
		if (group.name === wanted.name && group.kind === wanted.kind) return;
		if (group.name !== tidyName(input.shownName) || group.kind !== tidyName(input.shownKind)) {
			throw new DomainError('group_renamed_meanwhile', 409, { name: group.name });
		}
		if (spellingOf(group.name) !== spellingOf(wanted.name)) {
			await refuseTakenNames(tx, wardCode, [wanted.name], group.validFrom, [id]);
		}
		await tx.update(residentialGroups).set(wanted).where(eq(residentialGroups.id, id));
		await writeAudit(tx, actor, 'group.rename', { kind: 'group', id, of }, now, { from: group.name, to: wanted.name });
	});
}

/** Since when a group holds the people of one that was split, or null where it is none of these: "chưa phân tổ". */
export async function splitBefore(db: Db, groupId: string): Promise<{ fromId: string; on: Day } | null> {
	const [row] = await db
		.select({ fromId: groupSuccessions.fromId, on: groupSuccessions.on })
		.from(groupSuccessions)
		.where(sql`${groupSuccessions.toId} = ${groupId} and ${groupSuccessions.kind} = 'split'`);
	return row ?? null;
}

/**
 * A waiting group in which nobody waits any more ends today. Refuses one in which somebody still lives
 * (409, `people_waiting`) and every other group (422). Whether somebody does is told by the caller, who knows people.
 */
export async function endWaitingGroup(
	db: Db,
	actor: Actor,
	groupId: string,
	waiting: number,
	now: Date
): Promise<void> {
	const { wardCode, provinceCode } = await placeOfGroup(db, groupId);
	const of = { groupId, wardCode, provinceCode };
	allow(actor, 'group.split', of);
	if ((await splitBefore(db, groupId)) === null) throw new DomainError('groups_unsuitable', 422);
	if (waiting > 0) throw new DomainError('people_waiting', 409);
	await db.transaction(async (tx) => {
		const [ended] = await tx
			.update(residentialGroups)
			.set({ validTo: dayOf(now) })
			.where(sql`${residentialGroups.id} = ${groupId} and ${residentialGroups.validTo} is null`)
			.returning();
		if (ended) await writeAudit(tx, actor, 'group.split', { kind: 'group', id: groupId, of }, now, { step: 'ended' });
	});
}
