import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { repeatOnConflict } from '#lib/server/db/retry.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { searchText, spellingOf, tidyName } from '#lib/shared/names.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { readHousehold, type Household } from '#lib/people/server/household.ts';
import { endMemberships, lockMembership, moveInto } from '#lib/people/server/membership.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { households } from '#lib/people/server/schema.ts';

export interface NewHousehold {
	/** made when the form was shown: the same form sent twice founds one house */
	householdId: string;
	groupId: string;
	/** what people call it */
	label: string;
	landmark: string | null;
}

/**
 * A house enters the books of its group, for now with nobody in it. Two houses of a group may not be called the same,
 * however it is written (409 household_name_taken), unless the landmark tells them apart.
 */
export async function foundHousehold(db: Db, actor: Actor, input: NewHousehold, now: Date): Promise<void> {
	const group = await placeOfGroup(db, input.groupId);
	allow(actor, 'household.found', group);
	await db.transaction(async (tx) => {
		const [known] = await tx.select().from(households).where(eq(households.id, input.householdId));
		if (known) return;
		await refuseSameName(tx, group.groupId, input, null);
		await insertHousehold(tx, actor, { ...input, groupId: group.groupId }, now);
	});
}

/** The row of a new house; whether `by` may is the question of the verb that calls this. */
export async function insertHousehold(db: Db, by: Actor, input: NewHousehold, now: Date): Promise<void> {
	const { householdId: id, groupId } = input;
	await db.insert(households).values({ id, groupId, ...worded(input) });
	const object = { kind: 'household', id, of: await placeOfGroup(db, groupId) };
	await writeAudit(db, by, 'household.found', object, now);
}

export interface HouseholdCorrection {
	householdId: string;
	label: string;
	landmark: string | null;
	/** somebody who lives there, or nobody */
	headId: string | null;
}

/** What people call a house, by what one finds it, and who speaks for it. A head must live there (422 head_not_member). */
export async function correctHousehold(db: Db, actor: Actor, input: HouseholdCorrection, now: Date): Promise<void> {
	const house = await readHousehold(db, actor, input.householdId);
	allow(actor, 'household.correct', house.group);
	const { id } = house;
	if (input.headId !== null && !livesIn(house, input.headId)) throw new DomainError('head_not_member', 422);
	await db.transaction(async (tx) => {
		await refuseSameName(tx, house.group.groupId, input, id);
		await tx
			.update(households)
			.set({ ...worded(input), headId: input.headId })
			.where(eq(households.id, id));
		await writeAudit(tx, actor, 'household.correct', { kind: 'household', id, of: house.group }, now);
	});
}

export interface Stay {
	householdId: string;
	personId: string;
	/** since when she lives there, or does no longer */
	on: Day;
}

/**
 * Somebody of the same group lives in this house since a day. She lives in one house at a time: where she lived before
 * ends that day. Refuses people of another group (422), who moves there first, days to come and impossible ones (422).
 */
export async function joinHousehold(db: Db, actor: Actor, stay: Stay, now: Date): Promise<'joined' | 'already'> {
	const house = await readHousehold(db, actor, stay.householdId);
	allow(actor, 'household.join', house.group);
	const person = await readPerson(db, stay.personId);
	if (!may(actor, 'household.join', person.place)) throw notFound();
	if (person.place.groupId !== house.group.groupId) throw new DomainError('person_of_another_group', 422);
	if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
	if (person.diedOn !== null) throw new DomainError('person_died', 422);
	refuseFuture(stay.on, now);
	return repeatOnConflict(() =>
		db.transaction(async (tx) => {
			await lockMembership(tx, person.id);
			return moveInto(tx, actor, person.id, house.id, stay.on, now);
		})
	);
}

/** Somebody lives in this house no longer, since a day. Whoever does not live there any more is not found (404). */
export async function leaveHousehold(db: Db, actor: Actor, stay: Stay, now: Date): Promise<void> {
	const house = await readHousehold(db, actor, stay.householdId);
	allow(actor, 'household.leave', house.group);
	if (!livesIn(house, stay.personId)) throw notFound();
	refuseFuture(stay.on, now);
	await repeatOnConflict(() =>
		db.transaction(async (tx) => {
			await lockMembership(tx, stay.personId);
			await endMemberships(tx, actor, stay.personId, stay.on, now);
		})
	);
}

export interface Split extends NewHousehold {
	/** the house that they leave */
	fromId: string;
	/** who moves out, one at least */
	movers: string[];
	on: Day;
}

/**
 * Some of a house move out together into a new one of the same group, on a day. Nobody may be named who does not live
 * there (422 mover_not_member). A house that all leave ends.
 */
export async function splitHousehold(db: Db, actor: Actor, input: Split, now: Date): Promise<void> {
	const house = await readHousehold(db, actor, input.fromId);
	allow(actor, 'household.split', house.group);
	const { groupId } = house.group;
	const movers = [...new Set(input.movers)].sort();
	if (movers.length === 0) throw new DomainError('nobody_moves', 422);
	refuseFuture(input.on, now);
	await repeatOnConflict(() =>
		db.transaction(async (tx) => {
			const [known] = await tx.select().from(households).where(eq(households.id, input.householdId));
			if (known) return;
			if (movers.some((id) => !livesIn(house, id))) throw new DomainError('mover_not_member', 422);
			await refuseSameName(tx, groupId, input, null);
			await insertHousehold(tx, actor, { ...input, groupId }, now);
			for (const id of movers) await lockMembership(tx, id);
			for (const id of movers) await moveInto(tx, actor, id, input.householdId, input.on, now);
			const object = { kind: 'household', id: house.id, of: house.group };
			await writeAudit(tx, actor, 'household.split', object, now, { into: input.householdId });
		})
	);
}

function livesIn(house: Household, personId: string): boolean {
	return house.members.some((member) => member.personId === personId && member.to === null);
}

function worded({ label, landmark }: Pick<NewHousehold, 'label' | 'landmark'>) {
	return {
		label: tidyName(label),
		landmark: landmark === null ? null : tidyName(landmark),
		search: searchText(`${label} ${landmark ?? ''}`)
	};
}

async function refuseSameName(
	db: Db,
	groupId: string,
	{ label, landmark }: Pick<NewHousehold, 'label' | 'landmark'>,
	except: string | null
): Promise<void> {
	const others = await db
		.select({ id: households.id, label: households.label, landmark: households.landmark })
		.from(households)
		.where(and(eq(households.groupId, groupId), isNull(households.endedOn)));
	const spelled = (one: { label: string; landmark: string | null }) =>
		spellingOf(`${one.label} | ${one.landmark ?? ''}`);
	const wanted = spelled({ label, landmark });
	if (others.some((one) => one.id !== except && spelled(one) === wanted)) {
		throw new DomainError('household_name_taken', 409);
	}
}

function refuseFuture(day: Day, now: Date): void {
	if (day > dayOf(now)) throw new DomainError('day_in_future', 422);
}
