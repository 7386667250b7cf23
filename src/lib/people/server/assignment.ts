import { inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import { splitBefore } from '#lib/territory/server/group-changes.ts';
import { placeOfGroup, readGroup } from '#lib/territory/server/groups.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';
import type { ResidenceMoved } from '#lib/people/events.ts';
import { householdOf } from '#lib/people/server/membership.ts';
import { households } from '#lib/people/server/schema.ts';

/** Who waits in the group that holds the people of one that was split ("chưa phân tổ"). */
export interface Waiting extends Record<string, unknown> {
	personId: string;
	fullName: string | null;
	everydayName: string | null;
	birthYear: number;
	householdId: string | null;
	household: string | null;
}

export const MOST_WAITING = 200;

interface Held extends Waiting {
	from: Day;
	confirmedOn: Day | null;
	groupId: string;
}

/** At most two hundred of them, house by house, with how many there are; for the ward's office, to others not found. */
export async function listWaiting(
	db: Db,
	actor: Actor,
	groupId: string,
	now: Date
): Promise<{ people: Waiting[]; total: number }> {
	const place = await placeOfGroup(db, groupId);
	if (!may(actor, 'residence.assign', place)) throw notFound();
	const held = await heldIn(db, groupId, dayOf(now));
	return {
		people: held
			.slice(0, MOST_WAITING)
			.map(({ from: _from, confirmedOn: _confirmed, groupId: _group, ...person }) => person),
		total: held.length
	};
}

export interface Assignment {
	/** one for all: each person's event bears it */
	eventId: string;
	/** where they wait */
	groupId: string;
	toGroupId: string;
	people: string[];
}

/**
 * People who wait since their group was split live in one of the new groups, since the day of the split or, if they came
 * or were confirmed later, since then: a confirmed residence stays confirmed, a claim stays a claim. A house moves with the first of its
 * people. Whoever waits there no more is left alone, so that a second form changes nothing. Refuses a group of another
 * ward or one that ended (422).
 */
export const assignResidents = {
	subjects: (_db: Db, input: Assignment) => ({ people: input.people }),

	async decide(db: Db, actor: Actor, input: Assignment, now: Date): Promise<Decision<{ assigned: number }>> {
		const place = await placeOfGroup(db, input.groupId);
		allow(actor, 'residence.assign', place);
		const to = await placeOfGroup(db, input.toGroupId);
		if (to.groupId !== input.toGroupId || to.groupId === place.groupId || to.wardCode !== place.wardCode) {
			throw new DomainError('group_not_in_ward', 422);
		}
		const split = await splitBefore(db, input.groupId);
		if (split === null) throw new DomainError('groups_unsuitable', 422);
		const { validFrom } = await readGroup(db, to.groupId);
		const held = (await heldIn(db, input.groupId, dayOf(now))).filter(({ personId }) =>
			input.people.includes(personId)
		);
		const houses = [...new Set(held.flatMap(({ householdId }) => householdId ?? []))].sort();
		if (houses.length > 0) {
			await db.update(households).set({ groupId: to.groupId }).where(inArray(households.id, houses));
		}
		const moved = held.map(({ personId, from, confirmedOn }): NewEvent<ResidenceMoved> => ({
			subjectId: personId,
			id: input.eventId,
			kind: 'residence.moved',
			body: {
				groupId: to.groupId,
				on: [split.on, validFrom, from, confirmedOn ?? from].reduce((a, b) => (a > b ? a : b)),
				confirmed: confirmedOn !== null
			},
			occurredAt: now
		}));
		return { events: moved, outcome: { assigned: moved.length } };
	}
};

async function heldIn(db: Db, groupId: string, on: Day): Promise<Held[]> {
	return db.execute<Held>(sql`
		with recursive ${await groupsWithin(db, [groupId], on)}
		select p.id "personId", n.full_name "fullName", n.everyday_name "everydayName", p.birth_year "birthYear",
			h.id "householdId", h.label household, r."from"::text "from", r.confirmed_on::text "confirmedOn", r.group_id "groupId"
		from member m
		join residences r on r.group_id = m.id and r."to" is null
		join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null
		left join person_names n on n.person_id = p.id
		left join lateral ${householdOf(sql`p.id`)} h on true
		order by h.label collate "vi-x-icu" nulls last, h.id, n.sort_key collate "vi-x-icu", p.id`);
}
