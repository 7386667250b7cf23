import { sql } from 'drizzle-orm';
import type { AskedBehind } from '#lib/periodic/behind.ts';
import type { ReportBody } from '#lib/periodic/report-body.ts';
import type { Db } from '#lib/server/db/connect.ts';

export const BEHIND_PAGE = 50;

/** Somebody whom a figure counts, and the group in which it does. */
export interface Placed {
	personId: string;
	groupId: string;
}

export interface PersonBehind extends Record<string, unknown> {
	personId: string;
	/** null once erased */
	fullName: string | null;
	everydayName: string | null;
	birthYear: number;
	groupName: string;
}

/** Who was helped, or came to learn, in a report's period by what had been entered at a moment, as one record each. */
export async function listEntered(
	db: Db,
	{ place, period, asOf }: ReportBody,
	{ measure, service }: AskedBehind,
	knownAt: Date
): Promise<string[]> {
	const moment = sql`${knownAt.toISOString()}::timestamptz`;
	const days = sql`between ${period.from}::date and ${asOf}::date`;
	const rows =
		measure === 'helped'
			? await db.execute<{ id: string }>(sql`
				select distinct coalesce(p.merged_into, p.id) id from support_records r join people p on p.id = r.person_id
				where r.ward_code = ${place.code} and r."on" ${days} and r.entered_at <= ${moment}
					and (r.withdrawn_at is null or r.withdrawn_at > ${moment})
					and (${service}::text is null or r.service_id = ${service}::text)`)
			: await db.execute<{ id: string }>(sql`
				select distinct coalesce(p.merged_into, p.id) id
				from class_meetings m join classes c on c.id = m.class_id and c.ward_code = ${place.code}
				join attendance_marks a on a.meeting_id = m.id and a.mark in ('present', 'late') and a.marked_at <= ${moment}
					and (a.replaced_at is null or a.replaced_at > ${moment})
				join people p on p.id = a.person_id
				where m.day ${days} and (m.cancelled_at is null or m.cancelled_at > ${moment})`);
	return rows.map(({ id }) => id);
}

/** A page of people by group and given name. */
export async function namePlaced(db: Db, placed: readonly Placed[], page: number): Promise<PersonBehind[]> {
	const people = sql.param(placed.map(({ personId }) => personId));
	const groups = sql.param(placed.map(({ groupId }) => groupId));
	return db.execute<PersonBehind>(sql`
		select t.person_id "personId", n.full_name "fullName", n.everyday_name "everydayName", p.birth_year "birthYear",
			g.name "groupName"
		from unnest(${people}::uuid[], ${groups}::uuid[]) t(person_id, group_id)
		join people p on p.id = t.person_id
		join residential_groups g on g.id = t.group_id
		left join person_names n on n.person_id = t.person_id
		order by length(g.name), g.name collate "vi-x-icu", g.id, n.sort_key collate "vi-x-icu" nulls last, t.person_id
		limit ${BEHIND_PAGE} offset ${(Math.max(1, page) - 1) * BEHIND_PAGE}`);
}
