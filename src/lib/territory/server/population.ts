import { and, asc, desc, eq, lte } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { tidyName } from '#lib/shared/names.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import type {
	FallReason,
	GroupSucceeded,
	PopulationCount,
	PopulationDeclared,
	PopulationNumbers
} from '#lib/territory/events.ts';
import { adultsOf } from '#lib/territory/population.ts';
import { placeOfGroup, readGroup, refuseTakenNames } from '#lib/territory/server/groups.ts';
import {
	groupSuccessions,
	populationCounts,
	populationDeclarations,
	residentialGroups
} from '#lib/territory/server/schema.ts';

export interface Declaration extends PopulationNumbers {
	eventId: string;
	groupId: string;
	asOf: Day;
	/** why there are fewer than until now; asked for only where there are */
	reason?: FallReason | null;
}

const MOST_PEOPLE = 100_000;

/**
 * The head of a group says how many adults really live there as of a day: resident, lodging, and registered but away.
 * Fewer than stood as of that day need a reason (422, `fall_without_reason`) and count once the ward accepts them
 * (`decideDeclaration`). Refuses numbers below zero or beyond any group, days to come (422) and days on which the group
 * was no more (409). Returns whether it counts or waits.
 */
export const declarePopulation = {
	subjects: (_db: Db, input: Declaration) => ({ groups: [input.groupId] }),

	async decide(db: Db, actor: Actor, input: Declaration, now: Date): Promise<Decision<'counts' | 'waits'>> {
		const { eventId, groupId, reason: _reason, ...body } = input;
		allow(actor, 'population.declare', await placeOfGroup(db, groupId));
		for (const count of [body.resident, body.lodging, body.away]) {
			if (!Number.isInteger(count) || count < 0 || count > MOST_PEOPLE)
				throw new DomainError('count_out_of_range', 422);
		}
		if (body.asOf > dayOf(now)) throw new DomainError('day_in_future', 422);
		const { validTo } = await readGroup(db, groupId);
		if (validTo !== null && body.asOf >= validTo) throw new DomainError('group_ended', 409);
		const fall = await fallOf(db, input);
		if (fall === 'without reason') throw new DomainError('fall_without_reason', 422);
		const declared: NewEvent<PopulationDeclared> = {
			subjectId: groupId,
			id: eventId,
			kind: 'population.declared',
			body: fall === null ? body : { ...body, fall },
			occurredAt: now
		};
		return { events: [declared], outcome: fall === null ? 'counts' : 'waits' };
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
 * such and as old as the oldest of them; where one had not declared, there is none until the new head does. Refuses
 * groups of different wards, days to come and days before a group began (422), and ended groups (409). Repeating it
 * with the same new group changes nothing.
 */
export const mergeGroups = {
	subjects: (_db: Db, input: GroupMerge) => ({ groups: [...input.from, input.into.id] }),

	async decide(db: Db, actor: Actor, input: GroupMerge, now: Date): Promise<Decision<void>> {
		const wardCode = await checkMergeOfGroups(db, actor, input, now);
		if (wardCode === null) return { events: [], outcome: undefined };
		const numbers = await Promise.all(input.from.map((id) => latestDeclaration(db, id, input.on)));
		await succeed(db, input.from, [input.into], wardCode, input.on);
		return { events: [succession(input, 'merge', sumOf(numbers), now)], outcome: undefined };
	}
};

/** Refuses what could not be merged, without writing anything. The ward; null where it was done already. */
export async function checkMergeOfGroups(db: Db, actor: Actor, input: GroupMerge, now: Date): Promise<string | null> {
	const wardCode = await wardOf(db, actor, 'group.merge', input.from);
	if (await isDone(db, input.from, input.into.id)) return null;
	await refuseUnfit(db, input.from, input.on, now);
	await refuseTakenNames(db, wardCode, [input.into.name], input.on, input.from);
	return wardCode;
}

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
 * groups have no denominator until their heads declare one. Refuses and repeats as a merge does.
 */
export const splitGroup = {
	subjects: (_db: Db, input: GroupSplit) => ({
		groups: [input.from, input.holding.id, ...input.into.map(({ id }) => id)]
	}),

	async decide(db: Db, actor: Actor, input: GroupSplit, now: Date): Promise<Decision<void>> {
		const wardCode = await checkSplitOfGroup(db, actor, input, now);
		if (wardCode === null) return { events: [], outcome: undefined };
		await succeed(db, [input.from], [input.holding, ...input.into], wardCode, input.on);
		const event = succession({ ...input, from: [input.from], into: input.holding }, 'split', null, now);
		return { events: [event], outcome: undefined };
	}
};

/** Refuses what could not be split, without writing anything. The ward; null where it was done already. */
export async function checkSplitOfGroup(db: Db, actor: Actor, input: GroupSplit, now: Date): Promise<string | null> {
	const wardCode = await wardOf(db, actor, 'group.split', [input.from]);
	if (await isDone(db, [input.from], input.holding.id)) return null;
	await refuseUnfit(db, [input.from], input.on, now);
	const names = [input.holding, ...input.into].map(({ name }) => name);
	await refuseTakenNames(db, wardCode, names, input.on, [input.from]);
	return wardCode;
}

/** What the group's head last declared as of a day, or what was summed when groups merged. */
export async function latestDeclaration(db: Db, groupId: string, asOf: Day): Promise<PopulationCount | null> {
	const [row] = await db
		.select()
		.from(populationCounts)
		.where(and(eq(populationCounts.groupId, groupId), lte(populationCounts.asOf, asOf)))
		.orderBy(desc(populationCounts.asOf), asc(populationCounts.source))
		.limit(1);
	return row ? { ...row, source: row.source === 'merged' ? 'merged' : 'head' } : null;
}

/** The reason of a fall, null where the number does not fall. The same form sent again is judged as it was. */
async function fallOf(db: Db, input: Declaration): Promise<FallReason | 'without reason' | null> {
	const { groupId, eventId, asOf, ageFrom, reason } = input;
	const [known] = await db
		.select({ fall: populationDeclarations.fall })
		.from(populationDeclarations)
		.where(and(eq(populationDeclarations.groupId, groupId), eq(populationDeclarations.eventId, eventId)));
	if (known) return known.fall;
	const before = await latestDeclaration(db, groupId, asOf);
	if (before === null || before.ageFrom !== ageFrom || adultsOf(input) >= adultsOf(before)) return null;
	return reason ?? 'without reason';
}

async function wardOf(
	db: Db,
	actor: Actor,
	verb: 'group.merge' | 'group.split',
	ids: readonly string[]
): Promise<string> {
	const groups = await Promise.all(ids.map((id) => placeOfGroup(db, id)));
	const [first] = groups;
	if (!first || new Set(ids).size < ids.length) throw new DomainError('groups_unsuitable', 422);
	for (const group of groups) {
		allow(actor, verb, group);
		if (group.wardCode !== first.wardCode) throw new DomainError('group_not_in_ward', 422);
	}
	return first.wardCode;
}

async function isDone(db: Db, from: readonly string[], into: string): Promise<boolean> {
	const done = await db.select().from(groupSuccessions).where(eq(groupSuccessions.toId, into));
	return from.every((id) => done.some((succession) => succession.fromId === id));
}

async function refuseUnfit(db: Db, ids: readonly string[], on: Day, now: Date): Promise<void> {
	if (on > dayOf(now)) throw new DomainError('day_in_future', 422);
	for (const id of ids) {
		const group = await readGroup(db, id);
		if (group.validTo !== null) throw new DomainError('group_ended', 409);
		if (on <= group.validFrom) throw new DomainError('groups_unsuitable', 422);
	}
}

async function succeed(
	db: Db,
	from: readonly string[],
	into: readonly NewGroup[],
	wardCode: string,
	on: Day
): Promise<void> {
	await db
		.insert(residentialGroups)
		.values(into.map((group) => ({ ...tidied(group), wardCode, validFrom: on, validTo: null })));
	for (const id of from) await db.update(residentialGroups).set({ validTo: on }).where(eq(residentialGroups.id, id));
}

function tidied({ id, name, kind }: NewGroup): NewGroup {
	return { id, name: tidyName(name), kind: tidyName(kind) };
}

function succession(
	input: { eventId: string; from: string[]; into: NewGroup; on: Day },
	kind: 'merge' | 'split',
	population: GroupSucceeded['body']['population'],
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

function sumOf(numbers: readonly (PopulationCount | null)[]): GroupSucceeded['body']['population'] {
	const declared = numbers.filter((one) => one !== null);
	const [first] = declared;
	if (!first || declared.length < numbers.length || declared.some((one) => one.ageFrom !== first.ageFrom)) return null;
	const sum = (of: 'resident' | 'lodging' | 'away') => declared.reduce((total, one) => total + one[of], 0);
	const asOf = declared.map((one) => one.asOf).sort()[0] ?? first.asOf;
	return { ageFrom: first.ageFrom, resident: sum('resident'), lodging: sum('lodging'), away: sum('away'), asOf };
}
