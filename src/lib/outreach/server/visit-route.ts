import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, type Target } from '#lib/access/permissions.ts';
import type { Standard } from '#lib/curriculum/content.ts';
import type { RoutePart, VisitCoverage } from '#lib/outreach/visit.ts';
import { STANDING } from '#lib/people/server/membership.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, yearOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

export const ROUTE_PAGE = 20;

export interface RouteHouse extends Record<string, unknown> {
	id: string;
	label: string;
	landmark: string | null;
	/** what up to three who live there are called: many houses are called the same */
	names: string[];
	/** how many live there */
	members: number;
	lastOn: Day | null;
	lastAway: boolean;
	nextOn: Day | null;
}

export interface VisitRoute {
	group: Target & { groupId: string; groupName: string };
	coverage: VisitCoverage;
	/** the houses of the part that was asked for, on this page */
	houses: RouteHouse[];
	total: number;
}

export interface RouteWanted {
	groupId: string;
	part: RoutePart;
	standard: Standard;
	/** from 1 */
	page: number;
}

/**
 * The houses of a group in which somebody lives, in the order in which one goes: first where no adult has been assessed,
 * then where some are on the way, then where all have attained the standard or cannot learn; of these whose day was agreed
 * first. The order is all that a reader is told of results. Who refused stands in no other part than its own.
 */
export async function readVisitRoute(db: Db, actor: Actor, wanted: RouteWanted, now: Date): Promise<VisitRoute> {
	const group = await placeOfGroup(db, wanted.groupId);
	if (!may(actor, 'visit.read', group)) throw notFound();
	const today = dayOf(now);
	const page = Math.max(1, Math.trunc(wanted.page) || 1);
	const rows = await db.execute<RouteHouse & { total: number }>(sql`
		with recursive ${await housesOf(db, group.groupId, today)}, adult as (
			select l.house_id, bool_or(s.assessed_day is not null or s.attained_day is not null) begun,
				bool_and(s.attained_day is not null or coalesce(last_mark.mark = 'cannot', false)) done
			from living l
			left join literacy_statuses s on s.person_id = l.person_id and s.standard = ${wanted.standard.id}
			left join lateral (
				select vp.mark from people r join visit_people vp on vp.person_id = r.id join visits v on v.id = vp.visit_id
				where coalesce(r.merged_into, r.id) = l.person_id order by v."on" desc, v.entered_at desc, v.id desc limit 1
			) last_mark on true
			where l.birth_year + ${wanted.standard.ageFrom} <= ${yearOf(today)}
			group by l.house_id
		)
		select h.id, h.label, h.landmark, array(
				select coalesce(n.everyday_name, n.full_name) from living l join person_names n on n.person_id = l.person_id
				where l.house_id = h.id order by l.person_id limit 3
			) names, h.members, h.last_on::text "lastOn",
			coalesce(h.last_outcome = 'away', false) "lastAway", h.next_on::text "nextOn", (count(*) over ())::int total
		from house h left join adult a on a.house_id = h.id
		where ${PARTS[wanted.part](today)}
		order by case when a.house_id is null or a.done then 2 when a.begun then 1 else 0 end,
			h.next_on nulls last, h.label collate "vi-x-icu", h.id
		limit ${ROUTE_PAGE} offset ${(page - 1) * ROUTE_PAGE}`);
	return {
		group,
		coverage: await countCoverage(db, group.groupId, today),
		houses: rows.map(({ total: _total, ...house }) => house),
		total: rows[0]?.total ?? 0
	};
}

const PARTS: Record<RoutePart, (today: Day) => SQL> = {
	today: (today) => sql`h.last_outcome is distinct from 'refused'
		and (h.last_outcome is null or h.next_on <= ${today}::date or (h.next_on is null and h.last_outcome = 'away' and h.last_on < ${today}::date))`,
	later: (today) => sql`h.last_outcome <> 'refused'
		and (h.next_on > ${today}::date or (h.next_on is null and h.last_outcome = 'away' and h.last_on >= ${today}::date))`,
	visited: () => sql`h.last_outcome = 'in' and h.next_on is null`,
	refused: () => sql`h.last_outcome = 'refused'`
};

/** Every house in one part; the parts add up to the houses. */
async function countCoverage(db: Db, groupId: string, today: Day): Promise<VisitCoverage> {
	const part = (which: SQL) => sql`(count(*) filter (where ${which}))::int`;
	const [counts] = await db.execute<VisitCoverage & Record<string, unknown>>(sql`
		with recursive ${await housesOf(db, groupId, today)}
		select ${part(sql`last_outcome = 'refused'`)} refused,
			${part(sql`last_outcome <> 'refused' and ever_in`)} visited,
			${part(sql`last_outcome <> 'refused' and not ever_in`)} away,
			${part(sql`last_outcome is null`)} unvisited, count(*)::int houses
		from house`);
	if (!counts) throw notFound();
	return counts;
}

/** `living`, who lives in which house of a group, one row for a person; `house`, these houses with their visits up to a day. */
async function housesOf(db: Db, groupId: string, today: Day): Promise<SQL> {
	return sql`${await groupsWithin(db, [groupId], today)}, living as (
		select distinct h.id house_id, self.id person_id, self.birth_year
		from member m join households h on h.group_id = m.id and h.ended_on is null
		join household_members hm on hm.household_id = h.id
		join people p on p.id = hm.person_id
		join people self on self.id = coalesce(p.merged_into, p.id) and self.erased_on is null and self.died_on is null
		where ${STANDING}
	), house as (
		select h.id, h.label, h.landmark, lived.members, last.outcome last_outcome, last."on" last_on, last.next_on,
			exists (select 1 from visits v where v.household_id = h.id and v.outcome = 'in') ever_in
		from (select house_id, count(*)::int members from living group by house_id) lived
		join households h on h.id = lived.house_id
		left join lateral (
			select v.outcome, v."on", v.next_on from visits v where v.household_id = h.id
			order by v."on" desc, v.entered_at desc, v.id desc limit 1
		) last on true
	)`;
}
