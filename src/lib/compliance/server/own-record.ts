import { sql } from 'drizzle-orm';
import type { OfficialKind } from '#lib/compliance/agency.ts';
import type { WaiverKind, WaiverReason } from '#lib/compliance/cycle.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

/** An official's posts, what she had to learn by when, and what was noted about that, for nobody but herself. */
export interface OwnOffice {
	posts: { agency: string; position: string; official: OfficialKind; from: Day; to: Day | null }[];
	duties: { duty: string; opens: Day; due: Day }[];
	waivers: { duty: string; waiver: WaiverKind; why: WaiverReason; paper: string | null; until: Day | null }[];
	elsewhere: { duty: string; platform: string; completedOn: Day; code: string }[];
}

/** Of all records that stand for a person; what was withdrawn is left out. */
export async function readOwnOffice(db: Db, personId: string): Promise<OwnOffice> {
	const hers = sql`(select id from people where id = ${personId}::uuid or merged_into = ${personId}::uuid)`;
	const list = async <One>(query: ReturnType<typeof sql>) => (await db.execute(query)) as unknown as One[];
	return {
		posts: await list(sql`
			select a.name agency, p.position, p.kind official, p."from"::text "from", p."to"::text "to"
			from appointments p join agencies a on a.id = p.agency_id where p.person_id in ${hers} order by p."from", p.id`),
		duties: await list(sql`
			select d.title duty, c.opens::text opens, c.due::text due
			from duty_cycles c join duties d on d.id = c.duty_id where c.person_id in ${hers} order by c.opens, c.duty_id`),
		waivers: await list(sql`
			select d.title duty, w.kind waiver, w.reason why, w.paper, w.until::text until
			from waivers w join duties d on d.id = w.duty_id
			where w.person_id in ${hers} and w.withdrawn_at is null order by w.granted_at`),
		elsewhere: await list(sql`
			select d.title duty, e.platform, e.completed_on::text "completedOn", e.code
			from completions_elsewhere e join duties d on d.id = e.duty_id
			where e.person_id in ${hers} and e.withdrawn_at is null order by e.completed_on, e.id`)
	};
}
