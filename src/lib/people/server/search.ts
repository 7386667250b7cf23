import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { placesFor, type Verb } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { searchText } from '#lib/shared/names.ts';
import { memberGroups } from '#lib/territory/server/within.ts';

const MOST_FOUND = 20;
const SHORTEST = 2;

export interface FoundPerson extends Record<string, unknown> {
	personId: string;
	fullName: string;
	everydayName: string | null;
	birthYear: number;
	groupName: string;
	household: string | null;
}

/**
 * People by part of a name, with or without diacritics, among those who live where this reader may use a verb: at most
 * twenty, by given name; none for fewer than two letters. Nobody who died or was erased is found.
 */
export async function findPeople(db: Db, actor: Actor, verb: Verb, typed: string, now: Date): Promise<FoundPerson[]> {
	const words = searchText(typed.slice(0, 100))
		.split(' ')
		.filter((word) => word !== '');
	const places = placesFor(actor, verb);
	if (words.join('').length < SHORTEST || places.length === 0) return [];
	const named = sql.join(
		words.map((word) => sql`' ' || n.search like ${`% ${word}%`}`),
		sql` and `
	);
	return db.execute<FoundPerson>(sql`
		with recursive ${memberGroups(places, dayOf(now))}
		select p.id "personId", n.full_name "fullName", n.everyday_name "everydayName", p.birth_year "birthYear",
			g.name "groupName", h.label household
		from member m
		join residences r on r.group_id = m.id and r."to" is null
		join root g on g.id = m.root
		join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null and p.erased_on is null
		join person_names n on n.person_id = p.id
		left join lateral (
			select h.label from household_members hm join households h on h.id = hm.household_id
			where hm.person_id = p.id and hm."to" is null limit 1
		) h on true
		where ${named}
		order by n.sort_key collate "vi-x-icu", p.id
		limit ${MOST_FOUND}`);
}
