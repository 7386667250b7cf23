import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { placesFor } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { householdOf } from '#lib/people/server/membership.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

export const CLAIMS_PAGE = 50;

/** Somebody says that a person lives in a group; nobody else has confirmed it yet. */
export interface Claim extends Record<string, unknown> {
	personId: string;
	fullName: string;
	everydayName: string | null;
	birthYear: number;
	/** the group claimed, as the claim names it */
	groupId: string;
	/** how that group, or its successor, is called today */
	groupName: string;
	/** since when she says she lives there */
	from: Day;
	household: string | null;
	/** herself, another person, or this reader, who then may not confirm it */
	registeredBy: 'herself' | 'another' | 'you';
	/** the helper's name */
	registeredByName: string | null;
}

/**
 * Claims in the places where this reader may see them (`claim.read`), the oldest first, with how many there
 * are in all. Nobody who died or was erased is among them.
 */
export async function listClaims(
	db: Db,
	actor: Actor,
	page: number,
	now: Date
): Promise<{ claims: Claim[]; total: number }> {
	const places = placesFor(actor, 'claim.read');
	if (places.length === 0) return { claims: [], total: 0 };
	const rows = await db.execute<Claim & { total: number }>(sql`
		with recursive ${await groupsWithin(db, places, dayOf(now))}
		select p.id "personId", n.full_name "fullName", n.everyday_name "everydayName", p.birth_year "birthYear",
			r.group_id "groupId", g.name "groupName", r."from"::text "from", h.label household,
			case when n.registered_by = ${actor.id} or p.id::text = ${actor.id} then 'you'
				when n.registered_by in ('anonymous', p.id::text) then 'herself' else 'another' end "registeredBy",
			coalesce(o.everyday_name, o.full_name) "registeredByName",
			(count(*) over ())::int total
		from member m
		join residences r on r.group_id = m.id and r."to" is null and r.confirmed_on is null
		join root g on g.id = m.root
		join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null and p.erased_on is null
		join person_names n on n.person_id = p.id
		left join person_names o on o.person_id::text = n.registered_by and o.person_id <> p.id
		left join lateral ${householdOf(sql`p.id`)} h on true
		order by r."from", n.sort_key collate "vi-x-icu", p.id
		limit ${CLAIMS_PAGE} offset ${(Math.max(1, Math.trunc(page) || 1) - 1) * CLAIMS_PAGE}`);
	return { claims: rows.map(({ total: _total, ...claim }) => claim), total: rows[0]?.total ?? 0 };
}

/** The claim of one person that this reader may see, or null where there is none to confirm. */
export async function findClaim(db: Db, personId: string): Promise<{ groupId: string; from: Day } | null> {
	const [row] = await db.execute<{ groupId: string; from: Day }>(sql`
		select group_id "groupId", "from"::text "from" from residences
		where person_id = ${personId} and "to" is null and confirmed_on is null`);
	return row ?? null;
}
