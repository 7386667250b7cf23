import { sql } from 'drizzle-orm';
import type { Likened } from '#lib/people/likeness.ts';
import { householdOf } from '#lib/people/server/membership.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

/** Somebody who lives, or once lived, in a ward. */
export interface Known extends Likened, Record<string, unknown> {
	/** where she lives in this ward today; empty where she lives there no longer */
	groupId: string;
	household: string | null;
	died: boolean;
}

/** Everybody who lives, or once lived, in a ward; nobody who was erased. Phones are nobody's business here. */
export async function listKnown(db: Db, wardCode: string, now: Date): Promise<Known[]> {
	return db.execute<Known>(sql`
		with recursive ${await groupsWithin(db, [wardCode], dayOf(now))}, lived as (
			select r.person_id, max(m.root::text) filter (where r."to" is null) root
			from member m join residences r on r.group_id = m.id group by r.person_id
		)
		select p.id "personId", n.full_name "fullName", n.everyday_name "everydayName", p.birth_year "birthYear",
			coalesce(l.root, '') "groupId", null "phone", h.id "householdId", h.label household,
			p.died_on is not null died
		from lived l
		join people p on p.id = l.person_id and p.merged_into is null and p.erased_on is null
		join person_names n on n.person_id = p.id
		left join lateral ${householdOf(sql`p.id`)} h on true`);
}
