import { sql } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';
import { FAST_SECONDS, NIGHT } from '#lib/indicators/signals.ts';
import type { Framed } from '#lib/indicators/server/sample.ts';

/** Those of a ward or group, whichever group they live in. */
export async function frameOf(
	db: Db,
	place: string,
	standard: Standard,
	weighted: boolean,
	now: Date
): Promise<Framed[]> {
	const groups = await framesOf(db, place, standard, weighted, now);
	return [...groups.values()].flat().sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Whom a place's figure of today counts as attained: adults with a confirmed residence. Weighted, each counts once and
 * once more for each signal on the tests behind it: answered too fast, like somebody else's, by night, or prompted.
 * By the group in which they live, in the order of ids, so that the same people are the same list.
 */
export async function framesOf(
	db: Db,
	place: string,
	standard: Standard,
	weighted: boolean,
	now: Date
): Promise<Map<string, Framed[]>> {
	const today = dayOf(now);
	const people = await db.execute<{ root: string; id: string; weight: number }>(sql`
		with recursive ${await groupsWithin(db, [place], today)}, counted as (
			select m.root, p.id, s.evidence from member m
			join residences r on r.group_id = m.id and r."to" is null and r.confirmed_on is not null
			join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null
			join literacy_statuses s on s.person_id = p.id and s.standard = ${standard.id} and s.attained_day <= ${today}::date
			where p.birth_year + ${standard.ageFrom} <= ${yearOf(today)}
		), signal as (
			select c.id, bool_or(extract(epoch from a.submitted_at - a.started_at) < ${FAST_SECONDS} * jsonb_array_length(a.form))::int
				+ bool_or(exists (select 1 from answer_pairs x where a.id in (x.first, x.second)))::int
				+ bool_or(extract(hour from a.submitted_at at time zone 'Asia/Ho_Chi_Minh') >= ${NIGHT.from}
					or extract(hour from a.submitted_at at time zone 'Asia/Ho_Chi_Minh') < ${NIGHT.to})::int
				+ bool_or(coalesce(a.witnessed_assistance, 'none') in ('prompted', 'done_for'))::int signals
			from counted c cross join lateral jsonb_array_elements_text(c.evidence) e(result)
			join attempts a on a.submission_id = e.result::uuid and a.submitted_at is not null
			where ${weighted} group by c.id
		)
		select distinct on (c.id) c.root, c.id, 1 + coalesce(s.signals, 0) weight
		from counted c left join signal s on s.id = c.id order by c.id, c.root`);
	const groups = new Map<string, Framed[]>();
	for (const { root, id, weight } of people) {
		const group = groups.get(root) ?? [];
		group.push({ id, weight: Number(weight) });
		groups.set(root, group);
	}
	return groups;
}
