import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, placesFor, type Verb } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { searchText, tidyName } from '#lib/shared/names.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';
import { householdOf } from '#lib/people/server/membership.ts';

const MOST_FOUND = 20;
const SHORTEST = 2;

export interface FoundPerson extends Record<string, unknown> {
	personId: string;
	fullName: string;
	everydayName: string | null;
	birthYear: number;
	groupName: string;
	household: string | null;
	landmark: string | null;
}

/**
 * People by part of their full name, everyday name or of what their house and its landmark are called, with or without
 * diacritics, among those who live where this reader may use a verb. At most twenty: first whose everyday name it is,
 * then whose full name, then whose given name, then by given name; none for fewer than two letters. Nobody who died or
 * was erased is found; whoever was merged is found by the names of all her records. `within` looks in one group only.
 */
export async function findPeople(
	db: Db,
	actor: Actor,
	verb: Verb,
	typed: string,
	now: Date,
	within: string | null = null
): Promise<FoundPerson[]> {
	const wanted = searchText(typed.slice(0, 100));
	const words = wanted.split(' ').filter((word) => word !== '');
	const places = await scopeOf(db, actor, verb, within);
	if (words.join('').length < SHORTEST || places.length === 0) return [];
	// In a ward a search looks at the few thousand who live there, whatever the planner thinks of it; in a province it
	// begins with the name.
	const inWard = places.every((place) => isId(place) || placeLevel(place) === 'ward') ? sql`offset 0` : sql``;
	return db.execute<FoundPerson>(sql`
		with recursive ${await groupsWithin(db, places, dayOf(now))},
		named as (
			select r.person_id id, m.root, ${rank(wanted, typed)} rank, n.sort_key
			from member m
			cross join lateral (select person_id from residences where group_id = m.id and "to" is null ${inWard}) r
			cross join lateral (
				select search, sort_key, full_name, everyday_name from person_names n
				where n.person_id = r.person_id and ${like('n.search', words)} ${inWard}
			) n
			union all
			select r.person_id, m.root, ${rank(wanted, typed)}, n.sort_key
			from person_names n
			join people absorbed on absorbed.id = n.person_id and absorbed.merged_into is not null
			join residences r on r.person_id = absorbed.merged_into and r."to" is null
			join member m on m.id = r.group_id
			where ${like('n.search', words)}
		), housed as (
			select coalesce(rec.merged_into, rec.id) id, m.root, ${IN_HOUSE}::int rank, '' sort_key
			from member m
			cross join lateral (
				select h.id, h.search from households h where h.group_id = m.id and h.ended_on is null ${inWard}
			) h
			join household_members hm on hm.household_id = h.id and hm."to" is null
			join people rec on rec.id = hm.person_id
			where ${like('h.search', words)}
		), hit as (
			select id, root, min(rank) rank, max(sort_key) sort_key
			from (select * from named union all select * from housed) every
			cross join lateral (
				select from people p
				where p.id = every.id and p.merged_into is null and p.died_on is null and p.erased_on is null ${inWard}
			) living
			group by id, root
			order by min(rank), max(sort_key) collate "vi-x-icu", id limit ${MOST_FOUND}
		)
		select p.id "personId", n.full_name "fullName", n.everyday_name "everydayName", p.birth_year "birthYear",
			g.name "groupName", h.label household, h.landmark
		from hit
		join people p on p.id = hit.id
		join person_names n on n.person_id = p.id
		join root g on g.id = hit.root
		left join lateral ${householdOf(sql`p.id`)} h on true
		order by hit.rank, n.sort_key collate "vi-x-icu", p.id`);
}

async function scopeOf(db: Db, actor: Actor, verb: Verb, within: string | null): Promise<string[]> {
	if (within === null) return placesFor(actor, verb);
	const group = await placeOfGroup(db, within);
	return may(actor, verb, group) ? [group.groupId] : [];
}

/** Every word begins a word of the text; the index is over the text with a space before it. */
function like(column: 'n.search' | 'h.search', words: readonly string[]): SQL {
	const conditions = words.map((word) => sql`(' ' || ${sql.raw(column)}) like ${`% ${word}%`}`);
	return sql.join(conditions, sql` and `);
}

const IN_HOUSE = 8;

/** The less the better: everyday name, full name, given name, anything else; spelled as it was typed comes first. */
function rank(wanted: string, typed: string): SQL {
	const spelled = tidyName(typed.slice(0, 100)).toLowerCase();
	return sql`case
		when n.search like ${`%  ${wanted}`} then 0
		when n.search like ${`${wanted}  %`} then 2
		when n.search like ${`% ${wanted}  %`} then 4
		else 6 end
		+ case when position(${spelled} in lower(n.full_name || ' ' || coalesce(n.everyday_name, ''))) > 0 then 0 else 1 end`;
}
