import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, placesFor } from '#lib/access/permissions.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { searchText } from '#lib/shared/names.ts';
import { targetOfPlace } from '#lib/sign-in/server/roles.ts';
import { COUNTRY, placeLevel } from '#lib/territory/place.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

export interface Holder extends Record<string, unknown> {
	id: string;
	personId: string;
	/** null once erased */
	name: string | null;
	role: Role;
	/** where: the place asked for, or a residential group of it */
	place: string;
	groupName: string | null;
	from: Day;
	to: Day | null;
	/** the group that stands for the one at which this role is held, where that has ended: here it reaches nothing */
	successor: { id: string; name: string } | null;
}

/**
 * Who holds which role at a place, now or later: for a ward with those at its residential groups, ended ones included.
 * Only whose role reaches the place (`role.read`), to others it is not found (404).
 */
export async function listHolders(db: Db, actor: Actor, place: string, now: Date): Promise<Holder[]> {
	if (!may(actor, 'role.read', await targetOfPlace(db, place, dayOf(now)))) throw notFound();
	const rows = await db.execute<Holder & { ended: boolean }>(sql`
		select r.id, coalesce(p.merged_into, p.id) "personId", coalesce(n.full_name, n.everyday_name) name, r.role, r.place,
			g.name "groupName", r."from"::text "from", r."to"::text "to", coalesce(g.valid_to <= ${dayOf(now)}::date, false) ended
		from roles r
		join people p on p.id = r.person_id
		left join person_names n on n.person_id = coalesce(p.merged_into, p.id)
		left join residential_groups g on g.id::text = r.place
		where (r."to" is null or r."to" > ${dayOf(now)}) and (r.place = ${place} or g.ward_code = ${place})
		order by n.sort_key collate "vi-x-icu" nulls last, r.id`);
	return Promise.all(
		rows.map(async ({ ended, ...holder }) => ({
			...holder,
			successor: ended ? await successorOf(db, holder.place) : null
		}))
	);
}

/** How many roles are held in each place directly below the country or a province. */
export async function countHolders(db: Db, actor: Actor, place: string, now: Date): Promise<Map<string, number>> {
	if (!may(actor, 'role.read', await targetOfPlace(db, place, dayOf(now)))) throw notFound();
	if (placeLevel(place) !== 'country' && placeLevel(place) !== 'province') return new Map();
	const below = place === COUNTRY ? sql`coalesce(w.province_code, r.place)` : sql`w.code`;
	const rows = await db.execute<{ code: string; count: number }>(sql`
		select ${below} code, count(*)::int count from roles r
		left join residential_groups g on g.id::text = r.place
		left join wards w on w.code = coalesce(g.ward_code, r.place)
		where (r."to" is null or r."to" > ${dayOf(now)}) and r.place <> ${COUNTRY}
			and ${place === COUNTRY ? sql`true` : sql`w.province_code = ${place}`}
		group by 1`);
	return new Map(rows.map(({ code, count }) => [code, count]));
}

const MOST_FOUND = 20;
const SHORTEST = 2;

export interface FoundColleague extends Record<string, unknown> {
	personId: string;
	fullName: string;
	birthYear: number;
	/** where she lives, as far as this reader's roles reach */
	groupName: string | null;
}

/**
 * People to whom this reader might give a role (`role.grant`), by part of a name: residents of her places, whoever has
 * or had a role there, and whom she enrolled or invited herself. At most twenty; nobody who died or was erased.
 */
export async function findColleagues(db: Db, actor: Actor, typed: string, now: Date): Promise<FoundColleague[]> {
	const words = searchText(typed.slice(0, 100))
		.split(' ')
		.filter((word) => word !== '');
	if (words.join('').length < SHORTEST) return [];
	const named = words.map((word) => sql`' ' || n.search like ${`% ${word}%`}`);
	return colleagues(db, actor, sql.join(named, sql` and `), now);
}

/** Whether somebody is among the people to whom this reader might give a role. */
export async function isColleague(db: Db, actor: Actor, personId: string, now: Date): Promise<boolean> {
	return (await colleagues(db, actor, sql`p.id = ${personId}`, now)).length > 0;
}

async function colleagues(db: Db, actor: Actor, which: SQL, now: Date): Promise<FoundColleague[]> {
	const places = placesFor(actor, 'role.grant');
	if (places.length === 0) return [];
	return db.execute<FoundColleague>(sql`
		with recursive ${await groupsWithin(db, places, dayOf(now))}
		select p.id "personId", n.full_name "fullName", p.birth_year "birthYear", h.name "groupName"
		from person_names n
		join people p on p.id = n.person_id and p.merged_into is null and p.died_on is null and p.erased_on is null
		left join lateral (
			select g.name from residences r join member m on m.id = r.group_id join root g on g.id = m.root
			where r.person_id = p.id and r."to" is null limit 1
		) h on true
		where ${which} and (h.name is not null or n.registered_by = ${actor.id} or exists (
			select 1 from roles r left join residential_groups g on g.id::text = r.place
			left join wards w on w.code = coalesce(g.ward_code, r.place)
			where r.person_id = p.id and ${within(places)}))
		order by n.sort_key collate "vi-x-icu", p.id
		limit ${MOST_FOUND}`);
}

function within(places: readonly string[]): SQL {
	if (places.includes(COUNTRY)) return sql`true`;
	const list = sql.param([...places]);
	return sql`(r.place = any(${list}::text[]) or w.code = any(${list}::text[]) or w.province_code = any(${list}::text[]))`;
}

async function successorOf(db: Db, groupId: string): Promise<Holder['successor']> {
	const { groupId: id, groupName: name } = await placeOfGroup(db, groupId);
	return id === groupId ? null : { id, name };
}
