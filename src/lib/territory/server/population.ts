import { and, desc, eq, lte } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import type { GroupSucceeded, PopulationDeclared, PopulationNumbers } from '#lib/territory/events.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { groupSuccessions, populationCounts, residentialGroups } from '#lib/territory/server/schema.ts';

export interface Declaration extends PopulationNumbers {
	eventId: string;
	groupId: string;
	asOf: Day;
}

const MOST_PEOPLE = 100_000;

/**
 * The head of a group says how many adults really live there as of a day: resident, lodging, and registered but away.
 * Refuses numbers below zero or beyond any group, and days to come (422).
 */
export const declarePopulation = {
	subjects: (_db: Db, input: Declaration) => ({ groups: [input.groupId] }),

	async decide(db: Db, actor: Actor, input: Declaration, now: Date): Promise<Decision<void>> {
		const { eventId, groupId, ...body } = input;
		allow(actor, 'population.declare', await placeOfGroup(db, groupId));
		for (const count of [body.resident, body.lodging, body.away]) {
			if (!Number.isInteger(count) || count < 0 || count > MOST_PEOPLE) throw new DomainError('count_out_of_range', 422);
		}
		if (body.asOf > dayOf(now)) throw new DomainError('day_in_future', 422);
		const declared: NewEvent<PopulationDeclared> = {
			subjectId: groupId,
			id: eventId,
			kind: 'population.declared',
			body,
			occurredAt: now
		};
		return { events: [declared], outcome: undefined };
	}
};

export interface NewGroup {
	id: string;
	name: string;
	kind: string;
}

export interface GroupMerge {
	eventId: string;
	from: string[];
	into: NewGroup;
	on: Day;
}

/**
 * Groups of one ward become one new group. Residents need not move: a claim to an ended group is read as its
 * successor. The new group's denominator is the sum of what the old ones had declared by one age rule, marked as
 * such; where one of them had not, there is none until the new head declares.
 */
export const mergeGroups = {
	subjects: (_db: Db, input: GroupMerge) => ({ groups: [...input.from, input.into.id] }),

	async decide(db: Db, actor: Actor, input: GroupMerge, now: Date): Promise<Decision<void>> {
		const wardCode = await wardOf(db, actor, 'group.merge', input.from);
		const numbers = await Promise.all(input.from.map((id) => latestDeclaration(db, id, input.on)));
		await succeed(db, input.from, [input.into], wardCode, input.on);
		return { events: [succession(input, 'merge', sumOf(numbers), now)], outcome: undefined };
	}
};

export interface GroupSplit {
	eventId: string;
	from: string;
	/** holds the people until each is assigned: "chưa phân tổ" */
	holding: NewGroup;
	into: NewGroup[];
	on: Day;
}

/**
 * A group becomes several. Its one successor is a holding group in which people wait until they are assigned; the new
 * groups have no denominator until their heads declare one.
 */
export const splitGroup = {
	subjects: (_db: Db, input: GroupSplit) => ({ groups: [input.from, input.holding.id, ...input.into.map(({ id }) => id)] }),

	async decide(db: Db, actor: Actor, input: GroupSplit, now: Date): Promise<Decision<void>> {
		const wardCode = await wardOf(db, actor, 'group.split', [input.from]);
		await succeed(db, [input.from], [input.holding, ...input.into], wardCode, input.on);
		const event = succession({ ...input, from: [input.from], into: input.holding }, 'split', null, now);
		return { events: [event], outcome: undefined };
	}
};

/** What the group's head last declared as of a day, or what was summed when groups merged. */
export async function latestDeclaration(db: Db, groupId: string, asOf: Day): Promise<PopulationNumbers | null> {
	const [row] = await db
		.select()
		.from(populationCounts)
		.where(and(eq(populationCounts.groupId, groupId), lte(populationCounts.asOf, asOf)))
		.orderBy(desc(populationCounts.asOf), desc(populationCounts.declaredOn))
		.limit(1);
	return row ?? null;
}

async function wardOf(db: Db, actor: Actor, verb: 'group.merge' | 'group.split', ids: readonly string[]): Promise<string> {
	const groups = await Promise.all(ids.map((id) => placeOfGroup(db, id)));
	const [first] = groups;
	if (!first || new Set(ids).size < ids.length) throw new DomainError('groups_unsuitable', 422);
	for (const group of groups) {
		allow(actor, verb, group);
		if (group.wardCode !== first.wardCode) throw new DomainError('group_not_in_ward', 422);
		const [ended] = await db.select().from(groupSuccessions).where(eq(groupSuccessions.fromId, group.groupId));
		if (ended) throw new DomainError('group_ended', 409);
	}
	return first.wardCode;
}

async function succeed(db: Db, from: readonly string[], into: readonly NewGroup[], wardCode: string, on: Day): Promise<void> {
	await db.insert(residentialGroups).values(into.map((group) => ({ ...group, wardCode, validFrom: on, validTo: null })));
	for (const id of from) await db.update(residentialGroups).set({ validTo: on }).where(eq(residentialGroups.id, id));
}

function succession(
	input: { eventId: string; from: string[]; into: NewGroup; on: Day },
	kind: 'merge' | 'split',
	population: PopulationNumbers | null,
	now: Date
): NewEvent<GroupSucceeded> {
	return {
		subjectId: input.into.id,
		id: input.eventId,
		kind: 'group.succeeded',
		body: { from: input.from, on: input.on, kind, population },
		occurredAt: now
	};
}

function sumOf(numbers: readonly (PopulationNumbers | null)[]): PopulationNumbers | null {
	const declared = numbers.filter((one) => one !== null);
	const [first] = declared;
	if (!first || declared.length < numbers.length || declared.some((one) => one.ageFrom !== first.ageFrom)) return null;
	const sum = (of: 'resident' | 'lodging' | 'away') => declared.reduce((total, one) => total + one[of], 0);
	return { ageFrom: first.ageFrom, resident: sum('resident'), lodging: sum('lodging'), away: sum('away') };
}
