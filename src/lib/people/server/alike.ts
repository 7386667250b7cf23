import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { spellingOf, tidyName } from '#lib/shared/names.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';
import { likenessOf, type Likened } from '#lib/people/likeness.ts';
import { listHouseholds, type HouseholdListed } from '#lib/people/server/household.ts';
import { householdOf } from '#lib/people/server/membership.ts';
import type { Registration } from '#lib/people/server/register.ts';

/** Somebody of the group who looks very like a person about to be registered, with what tells the two apart. */
export interface Alike extends Likened, Record<string, unknown> {
	household: string | null;
}

const MOST_SHOWN = 5;

/**
 * Who of the group looks very like somebody about to be registered there, the likest first. Only for whoever gives
 * cards in the group: nobody who registers herself is shown another person.
 */
export async function listAlike(db: Db, actor: Actor, input: Registration, now: Date): Promise<Alike[]> {
	const group = await placeOfGroup(db, input.groupId);
	allow(actor, 'card.issue', group);
	const people = await db.execute<Alike>(sql`
		with recursive ${await groupsWithin(db, [group.groupId], dayOf(now))}
		select p.id "personId", n.full_name "fullName", n.everyday_name "everydayName", p.birth_year "birthYear",
			m.root "groupId", n.phone, h.id "householdId", h.label household
		from member m
		join residences r on r.group_id = m.id and r."to" is null
		join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null and p.erased_on is null
		join person_names n on n.person_id = p.id
		left join lateral ${householdOf(sql`p.id`)} h on true
		where p.id <> ${input.personId}`);
	const { personId, fullName, everydayName, birthYear, phone } = input;
	const wanted = { personId, fullName: tidyName(fullName), everydayName, birthYear, phone, groupId: group.groupId };
	return people
		.flatMap((one) => likenessOf<Likened>({ ...wanted, householdId: null }, one) ?? [])
		.sort((a, b) => b.score - a.score)
		.slice(0, MOST_SHOWN)
		.map(({ other }) => other as Alike);
}

/**
 * Houses of the group that may be the one that was typed, where it is not plain which: none is called exactly that, or
 * several are. Nothing to choose from is an empty list.
 */
export async function listHousesMeant(
	db: Db,
	actor: Actor,
	input: Registration,
	now: Date
): Promise<HouseholdListed[]> {
	if (input.household === null || input.householdId) return [];
	const typed = input.household;
	const { households } = await listHouseholds(db, actor, input.groupId, typed, 1, now);
	const exact = households.filter(({ label }) => spellingOf(label) === spellingOf(typed));
	if (exact.length === 1) return [];
	return (exact.length > 1 ? exact : households).slice(0, MOST_SHOWN);
}
