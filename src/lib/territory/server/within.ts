import { sql, type SQL } from 'drizzle-orm';
import type { Day } from '#lib/shared/dates.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { isId } from '#lib/shared/ids.ts';
import { COUNTRY, placeLevel } from '#lib/territory/place.ts';

/**
 * For a query's WITH RECURSIVE: `root`, the residential groups of some places on a day, and `member(id, root)`, those
 * with the ended groups that each stands for, since a claim to an ended group is read as its successor. `places` are
 * `vn`, codes of provinces and wards, and ids of groups, such as `placesFor` gives them; in none there are none.
 */
export function memberGroups(places: readonly string[], on: Day): SQL {
	return sql`root as (
		select g.id, g.ward_code, g.name, g.kind from residential_groups g
		where ${groupWithin(places)} and g.valid_from <= ${on}::date and (g.valid_to is null or g.valid_to > ${on}::date)
	), member(id, root) as (
		select id, id from root
		union all
		select s.from_id, m.root from member m ${endedInto(places)} where s."on" <= ${on}::date
	)`;
}

/**
 * The groups `s` that ended in a member `m`. Of few groups each looks for its own by the index, which takes a tenth of
 * passing over all that ever ended; `offset 0` keeps that from being planned for the many that a recursion may give.
 */
function endedInto(places: readonly string[]): SQL {
	return isFew(places)
		? sql`cross join lateral (select * from group_successions where to_id = m.id offset 0) s`
		: sql`join group_successions s on s.to_id = m.id`;
}

/** Whether places are wards and groups alone, of which the groups are tens; above them they are thousands. */
function isFew(places: readonly string[]): boolean {
	return places.length > 0 && places.every((place) => isId(place) || placeLevel(place) === 'ward');
}

/**
 * The same `root` and `member`, of wards and groups read beforehand: what looks for their people is then planned for the
 * few groups that there are. Of a recursion PostgreSQL expects a hundred times as many, and rather reads the people of
 * the whole country: 60 times as long in a ward of 40 groups among 200,000 people. Places above wards, whose groups
 * are thousands, are left to the recursion. Between the two statements a group may end: what must agree to a person (a
 * report) reads both in one snapshot.
 */
export async function groupsWithin(db: Db, places: readonly string[], on: Day): Promise<SQL> {
	if (!isFew(places)) return memberGroups(places, on);
	const rows = await db.execute<Record<'id' | 'root' | 'ward' | 'name' | 'kind', string>>(sql`
		with recursive ${memberGroups(places, on)}
		select m.id, m.root, root.ward_code ward, root.name, root.kind from member m join root on root.id = m.root`);
	const roots = rows.filter(({ id, root }) => id === root);
	const list = (of: readonly (typeof rows)[number][], key: keyof (typeof rows)[number]) =>
		sql.param(of.map((row) => row[key]));
	return sql`root(id, ward_code, name, kind) as (
		select * from unnest(${list(roots, 'id')}::uuid[], ${list(roots, 'ward')}::text[], ${list(roots, 'name')}::text[],
			${list(roots, 'kind')}::text[])
	), member(id, root) as (select * from unnest(${list(rows, 'id')}::uuid[], ${list(rows, 'root')}::uuid[]))`;
}

/** Whether a group `g` lies in some places or is one of them. Only the kinds of places that there are, each by its index. */
function groupWithin(places: readonly string[]): SQL {
	if (places.includes(COUNTRY)) return sql`true`;
	const wards = places.filter((place) => placeLevel(place) === 'ward');
	const provinces = places.filter((place) => placeLevel(place) === 'province');
	const groups = places.filter(isId);
	const ways = [
		wards.length > 0 && sql`g.ward_code = any(${sql.param(wards)}::text[])`,
		provinces.length > 0 &&
			sql`g.ward_code in (select w.code from wards w where w.province_code = any(${sql.param(provinces)}::text[]))`,
		groups.length > 0 && sql`g.id = any(${sql.param(groups)}::uuid[])`
	].filter((way) => way !== false);
	return ways.length === 0 ? sql`false` : sql`(${sql.join(ways, sql` or `)})`;
}
