import { sql, type SQL } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import type { BetweenDays, Uncorrected } from '#lib/literacy/bridge.ts';
import type { Day } from '#lib/shared/dates.ts';
import { COUNTRY, placeLevel } from '#lib/territory/place.ts';
import { memberGroups } from '#lib/territory/server/within.ts';

export interface Span extends BetweenDays {
	/** `vn`, a province's or ward's code, or a residential group's id */
	place: string;
	standard: Standard;
	/** what was corrected since the earlier day's close */
	uncorrected: Uncorrected;
}

/**
 * For a query's WITH: `earlier` and `later`, the groups whose people a place's figure counts on each of the days, with
 * the group `root` that stands for them, the unit in which that counts, and what it had declared (null: nothing that
 * makes a denominator). Units of the country are provinces, of a province wards; a ward and a group are their own.
 */
export function sides(span: Span): SQL {
	return sql`earlier as materialized (${side(span, span.from)}), later as materialized (${side(span, span.to)})`;
}

function side({ place, standard }: Span, day: Day): SQL {
	return sql`
		with recursive ${memberGroups([place], day)}
		select m.id, root.id root, ${unitOf(place)} unit, root.ward_code, declared.adults, declared.as_of,
			declared.adults is not null valid
		from root join member m on m.root = root.id ${place === COUNTRY ? sql`join wards w on w.code = root.ward_code` : sql``}
		left join lateral (
			select p.resident + p.lodging adults, p.as_of from population_counts p
			where p.group_id = root.id and p.as_of <= ${day}::date and p.age_from = ${standard.ageFrom}
			order by p.as_of desc, p.source limit 1
		) declared on true`;
}

function unitOf(place: string): SQL {
	const level = placeLevel(place);
	if (level === null) return sql`root.id::text`;
	return level === 'country' ? sql`w.province_code` : sql`root.ward_code`;
}
