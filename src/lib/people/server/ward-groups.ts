import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { compareNames } from '#lib/territory/place.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

/** A group as whoever keeps the books of its ward sees it in a list. */
export interface KeptGroup extends Record<string, unknown> {
	id: string;
	name: string;
	kind: string;
	validFrom: Day;
	/** people who live there or say so, houses that stand there; the ended groups before it included */
	people: number;
	houses: number;
	/** it holds the people of a group that was split */
	holding: boolean;
	/** what was declared last and counts */
	asOf: Day | null;
	ageFrom: number | null;
	resident: number | null;
	lodging: number | null;
	away: number | null;
	/** fewer were declared, which waits for the ward's word */
	falls: boolean;
}

/** The groups of a ward as of today, as people count; to whoever keeps its books (`group.create`), to others not found. */
export async function listKeptGroups(
	db: Db,
	actor: Actor,
	ward: { wardCode: string; provinceCode: string },
	now: Date
): Promise<KeptGroup[]> {
	if (!may(actor, 'group.create', ward)) throw notFound();
	const today = dayOf(now);
	const rows = await db.execute<KeptGroup>(sql`
		with recursive ${await groupsWithin(db, [ward.wardCode], today)}
		select root.id, root.name, root.kind, g.valid_from::text "validFrom",
			(select count(*)::int from member m join residences r on r.group_id = m.id and r."to" is null
				join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null
				where m.root = root.id) people,
			(select count(*)::int from member m join households h on h.group_id = m.id and h.ended_on is null
				where m.root = root.id) houses,
			exists (select 1 from group_successions s where s.to_id = root.id and s.kind = 'split') holding,
			exists (select 1 from population_declarations d where d.group_id = root.id and d.state = 'waiting') falls,
			c.as_of::text "asOf", c.age_from "ageFrom", c.resident, c.lodging, c.away
		from root join residential_groups g on g.id = root.id
		left join lateral (
			select * from population_counts c where c.group_id = root.id and c.as_of <= ${today}::date
			order by c.as_of desc, c.source limit 1
		) c on true`);
	return [...rows].sort((a, b) => compareNames(a.name, b.name) || compareNames(a.id, b.id));
}
