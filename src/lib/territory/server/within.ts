import { sql, type SQL } from 'drizzle-orm';
import type { Day } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { COUNTRY, placeLevel } from '#lib/territory/place.ts';

/**
 * For a query's WITH RECURSIVE: `member(id, root)`, the groups of some places on a day, each with the ended groups
 * that it stands for, since a claim to an ended group is read as its successor. `places` are `vn`, codes of provinces
 * and wards, and ids of groups, such as `placesFor` gives them; of none there are none.
 */
export function memberGroups(places: readonly string[], on: Day): SQL {
	return sql`member(id, root) as (
		select g.id, g.id from residential_groups g join wards w on w.code = g.ward_code
		where ${groupWithin(places)} and g.valid_from <= ${on}::date and (g.valid_to is null or g.valid_to > ${on}::date)
		union all
		select s.from_id, m.root from group_successions s join member m on m.id = s.to_id where s."on" <= ${on}::date
	)`;
}

/** Whether a ward `w` lies in some places. */
export function wardWithin(places: readonly string[]): SQL {
	if (places.includes(COUNTRY)) return sql`true`;
	const wards = places.filter((place) => placeLevel(place) === 'ward');
	const provinces = places.filter((place) => placeLevel(place) === 'province');
	return sql`(w.code = any(${sql.param(wards)}::text[]) or w.province_code = any(${sql.param(provinces)}::text[]))`;
}

/** Whether a group `g` of a ward `w` lies in some places or is one of them. */
function groupWithin(places: readonly string[]): SQL {
	return sql`(${wardWithin(places)} or g.id = any(${sql.param(places.filter(isId))}::uuid[]))`;
}
