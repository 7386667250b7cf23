import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';
import type { ReviewAnswer } from '#lib/people/review.ts';
import { STANDING } from '#lib/people/server/membership.ts';
import type { Counted } from '#lib/people/server/review.ts';

export interface HouseInReview extends Record<string, unknown> {
	id: string;
	label: string;
	landmark: string | null;
	/** how many live there by the books */
	members: number;
	done: boolean;
}

/** Somebody of whom the review says that she does not live there any more, and of whom nothing has been recorded yet. */
export interface Reported extends Record<string, unknown> {
	personId: string;
	fullName: string;
	everydayName: string | null;
	birthYear: number;
	householdId: string;
	answer: Exclude<ReviewAnswer, 'here'>;
}

export interface ReviewProgress {
	group: Awaited<ReturnType<typeof placeOfGroup>>;
	/** the one that goes on, else the last one, else null */
	review: { id: string; startedOn: Day; endedOn: Day | null } | null;
	/** those that wait first, then those that were visited, by what people call them */
	houses: HouseInReview[];
	done: number;
	total: number;
	/** summed over the houses that were visited */
	counted: Counted;
	reported: Reported[];
}

/** How far the review of a group has come. Only for who may make it (`household.review`); to others it is not found. */
export async function readReview(db: Db, actor: Actor, groupId: string, now: Date): Promise<ReviewProgress> {
	const group = await placeOfGroup(db, groupId);
	if (!may(actor, 'household.review', group)) throw notFound();
	const [row] = await db.execute<
		{ id: string; startedAt: string; endedAt: string | null } & Counted & Record<string, unknown>
	>(sql`
		select r.id, r.started_at::text "startedAt", r.ended_at::text "endedAt",
			coalesce(sum(h.resident), 0)::int resident, coalesce(sum(h.lodging), 0)::int lodging,
			coalesce(sum(h.away), 0)::int away
		from household_reviews r left join reviewed_households h on h.review_id = r.id
		where r.group_id = ${group.groupId}
		group by r.id order by r.ended_at desc nulls first limit 1`);
	const houses = await listHouses(db, group.groupId, row?.id ?? null, now);
	const done = houses.filter((house) => house.done).length;
	const dayIn = (moment: string) => dayOf(new Date(moment));
	return {
		group,
		review: row
			? { id: row.id, startedOn: dayIn(row.startedAt), endedOn: row.endedAt === null ? null : dayIn(row.endedAt) }
			: null,
		houses,
		done,
		total: houses.length,
		counted: { resident: row?.resident ?? 0, lodging: row?.lodging ?? 0, away: row?.away ?? 0 },
		reported: row ? await listReported(db, row.id) : []
	};
}

/** The houses that stand, and those that this review visited before they were left. */
async function listHouses(db: Db, groupId: string, reviewId: string | null, now: Date): Promise<HouseInReview[]> {
	return db.execute<HouseInReview>(sql`
		with recursive ${await groupsWithin(db, [groupId], dayOf(now))}, living as (
			select hm.household_id, coalesce(p.merged_into, p.id) person
			from member m join households h on h.group_id = m.id
			join household_members hm on hm.household_id = h.id
			join people p on p.id = hm.person_id and p.erased_on is null
			where ${STANDING}
		)
		select h.id, h.label, h.landmark, v.household_id is not null done,
			(select count(distinct l.person)::int from living l where l.household_id = h.id) members
		from member m join households h on h.group_id = m.id
		left join reviewed_households v on v.household_id = h.id and v.review_id = ${reviewId}::uuid
		where h.ended_on is null or v.household_id is not null
		order by v.household_id is not null, h.label collate "vi-x-icu", h.id`);
}

async function listReported(db: Db, reviewId: string): Promise<Reported[]> {
	return db.execute<Reported>(sql`
		select distinct on (p.id) p.id "personId", n.full_name "fullName", n.everyday_name "everydayName", p.birth_year "birthYear",
			a.household_id "householdId", a.answer
		from review_answers a
		join people own on own.id = a.person_id
		join people p on p.id = coalesce(own.merged_into, own.id) and p.died_on is null and p.erased_on is null
		join person_names n on n.person_id = p.id
		join household_members hm on hm.person_id = own.id and hm.household_id = a.household_id and hm."to" is null
		where a.review_id = ${reviewId}::uuid and a.answer <> 'here'
		order by p.id`);
}
