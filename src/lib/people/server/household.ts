import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, type Target } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { searchText } from '#lib/shared/names.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';
import { oneAfterAnother, type Membership } from '#lib/people/membership.ts';
import { STANDING } from '#lib/people/server/membership.ts';
import { households } from '#lib/people/server/schema.ts';

export interface HouseholdMember {
	personId: string;
	fullName: string;
	everydayName: string | null;
	birthYear: number;
	from: Day;
	to: Day | null;
}

export interface Household {
	id: string;
	label: string;
	landmark: string | null;
	/** the member who speaks for the house */
	headId: string | null;
	endedOn: Day | null;
	/** where the house stands today: an ended group is read as its successor */
	group: Target & { groupId: string; groupName: string; wardCode: string };
	/** who lives there, the head first, then by age; then who lived there, last gone first */
	members: HouseholdMember[];
}

/** A house with everybody who lives or lived there. Only for the team of its place; to others it is not found (404). */
export async function readHousehold(db: Db, actor: Actor, id: string): Promise<Household> {
	const [row] = isId(id) ? await db.select().from(households).where(eq(households.id, id)) : [];
	if (!row) throw notFound();
	const group = await placeOfGroup(db, row.groupId);
	if (!may(actor, 'household.read', group)) throw notFound();
	const { label, landmark, endedOn } = row;
	const members = await listMembers(db, id);
	// The head may have been merged into another record since.
	const headId = await standsFor(db, row.headId);
	const order = (one: HouseholdMember) => (one.to !== null ? 2 : one.personId === headId ? 0 : 1);
	const byEnd = (a: HouseholdMember, b: HouseholdMember) => ((a.to ?? '') > (b.to ?? '') ? -1 : a.to === b.to ? 0 : 1);
	members.sort((a, b) => order(a) - order(b) || byEnd(a, b) || a.birthYear - b.birthYear);
	return { id, label, landmark, headId, endedOn, group, members };
}

/** Every stay of every member, with the memberships of her other records and houses put in line. */
async function listMembers(db: Db, householdId: string): Promise<HouseholdMember[]> {
	const rows = await db.execute<HouseholdMember & Membership & Record<string, unknown>>(sql`
		with member as (
			select distinct coalesce(p.merged_into, p.id) id
			from household_members hm join people p on p.id = hm.person_id where hm.household_id = ${householdId}
		)
		select m.id "personId", n.full_name "fullName", n.everyday_name "everydayName", self.birth_year "birthYear",
			hm.household_id "householdId", hm."from"::text "from", hm."to"::text "to"
		from member m
		join people self on self.id = m.id and self.erased_on is null
		join person_names n on n.person_id = m.id
		join people p on coalesce(p.merged_into, p.id) = m.id
		join household_members hm on hm.person_id = p.id`);
	return [...Map.groupBy(rows, (row) => row.personId).values()].flatMap((own) =>
		oneAfterAnother(own).flatMap(({ householdId: house, ...member }) => (house === householdId ? [member] : []))
	);
}

async function standsFor(db: Db, record: string | null): Promise<string | null> {
	if (record === null) return null;
	const [row] = await db.execute<{ id: string }>(
		sql`select coalesce(merged_into, id) id from people where id = ${record}`
	);
	return row?.id ?? null;
}

export const HOUSEHOLDS_PAGE = 20;

export interface HouseholdListed extends Record<string, unknown> {
	id: string;
	label: string;
	landmark: string | null;
	head: string | null;
	/** what up to three who live there are called: many houses are called the same */
	names: string[];
	/** how many live there */
	members: number;
}

/**
 * The houses of a group in which somebody lives, or that wait for the first, by what people call them. `typed` is any
 * part of that, of the landmark or of the name of somebody who lives there, with or without diacritics.
 */
export async function listHouseholds(
	db: Db,
	actor: Actor,
	groupId: string,
	typed: string,
	page: number,
	now: Date
): Promise<{ group: Household['group']; households: HouseholdListed[]; total: number }> {
	const group = await placeOfGroup(db, groupId);
	if (!may(actor, 'household.read', group)) throw notFound();
	const words = searchText(typed).split(' ').filter(Boolean);
	const wanted = (text: string) =>
		sql.join([sql`true`, ...words.map((word) => sql`' ' || ${sql.raw(text)} like ${`% ${word}%`}`)], sql` and `);
	const rows = await db.execute<HouseholdListed & { total: number }>(sql`
		with recursive ${await groupsWithin(db, [group.groupId], dayOf(now))}, living as (
			select hm.household_id, n.full_name, n.everyday_name, n.search, n.person_id
			from member m join households h on h.group_id = m.id
			join household_members hm on hm.household_id = h.id
			join people p on p.id = hm.person_id and p.erased_on is null
			join person_names n on n.person_id = coalesce(p.merged_into, p.id)
			where ${STANDING}
		)
		select h.id, h.label, h.landmark, coalesce(head.everyday_name, head.full_name) head,
			array(
				select coalesce(l.everyday_name, l.full_name) from living l where l.household_id = h.id
				order by l.person_id = coalesce(headed.merged_into, headed.id) desc, l.person_id limit 3
			) names,
			(select count(distinct l.person_id)::int from living l where l.household_id = h.id) members,
			(count(*) over ())::int total
		from member m join households h on h.group_id = m.id and h.ended_on is null
		left join people headed on headed.id = h.head_id
		left join person_names head on head.person_id = coalesce(headed.merged_into, headed.id)
		where (${wanted('h.search')})
			or h.id in (select l.household_id from living l where ${wanted('l.search')})
		order by h.label collate "vi-x-icu", h.id
		limit ${HOUSEHOLDS_PAGE} offset ${(Math.max(1, Math.trunc(page) || 1) - 1) * HOUSEHOLDS_PAGE}`);
	return {
		group,
		households: rows.map(({ total: _total, ...household }) => household),
		total: rows[0]?.total ?? 0
	};
}
