import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { placesFor } from '#lib/access/permissions.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { searchText } from '#lib/shared/names.ts';
import { COUNTRY } from '#lib/territory/place.ts';

export const STAFF_PAGE = 50;

/** Somebody with a role, and how she can sign in. */
export interface Colleague extends Record<string, unknown> {
	personId: string;
	name: string;
	role: Role;
	place: string;
	hasWayIn: boolean;
	hasSecondFactor: boolean;
}

/**
 * Whoever holds a role today at a place, or below one, where this reader may help people to sign in; by name, at most
 * fifty. `wanted` narrows it to names, with or without diacritics.
 */
export async function listStaff(db: Db, actor: Actor, wanted: string, now: Date): Promise<Colleague[]> {
	const places = placesFor(actor, 'sign_in_link.make');
	if (places.length === 0) return [];
	const today = dayOf(now);
	const words = searchText(wanted);
	const rows = await db.execute<Colleague>(sql`
		select p.id "personId", coalesce(n.full_name, '') name, r.role, r.place,
			exists (select 1 from staff_credentials c where c.person_id = p.id)
				or exists (select 1 from provider_accounts a where a.person_id = p.id) "hasWayIn",
			exists (select 1 from second_factors f where f.person_id = p.id and f.key is not null) "hasSecondFactor"
		from roles r
		join people record on record.id = r.person_id
		join people p on p.id = coalesce(record.merged_into, record.id) and p.erased_on is null
		left join person_names n on n.person_id = p.id
		left join residential_groups g on g.id::text = r.place
		left join wards w on w.code = coalesce(g.ward_code, r.place)
		where r."from" <= ${today}::date and (r."to" is null or r."to" > ${today}::date)
			and (${places.includes(COUNTRY)} or array[r.place, w.code, w.province_code] && ${sql.param(places)}::text[])
			and (${words === ''} or n.search like ${`%${words}%`})
		order by n.sort_key collate "vi-x-icu", p.id, r.place, r.role
		limit ${STAFF_PAGE}`);
	return [...rows];
}
