import { sql } from 'drizzle-orm';
import type { Means, MeansState } from '#lib/outreach/campaign.ts';
import type { CannotReason, VisitMark, VisitPhone, VisitShown } from '#lib/outreach/visit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

/** What a person was helped with, what she has, and the visits at which she was in, for nobody but herself. */
export interface OwnSupportRecord {
	support: { service: string; on: Day }[];
	means: { means: Means; state: MeansState; asOf: Day; source: string }[];
	visits: {
		on: Day;
		shown: VisitShown[];
		device: VisitPhone | null;
		mark: VisitMark | null;
		cannotReason: CannotReason | null;
	}[];
}

/** Of all records that stand for a person; what was entered by mistake and taken back is left out. */
export async function readOwnSupport(db: Db, personId: string): Promise<OwnSupportRecord> {
	const hers = sql`(select id from people where id = ${personId}::uuid or merged_into = ${personId}::uuid)`;
	const support = await db.execute<OwnSupportRecord['support'][number] & Record<string, unknown>>(sql`
		select s.name service, r."on"::text "on" from support_records r join support_services s on s.id = r.service_id
		where r.person_id in ${hers} and r.withdrawn_at is null order by r."on", r.id`);
	const means = await db.execute<OwnSupportRecord['means'][number] & Record<string, unknown>>(sql`
		select kind means, state, as_of::text "asOf", source from digital_means
		where person_id in ${hers} order by as_of, kind`);
	const visits = await db.execute<OwnSupportRecord['visits'][number] & Record<string, unknown>>(sql`
		select v."on"::text "on", v.shown, v.device, p.mark, p.cannot_reason "cannotReason"
		from visit_people p join visits v on v.id = p.visit_id
		where p.person_id in ${hers} order by v."on", v.entered_at`);
	return { support: [...support], means: [...means], visits: [...visits] };
}
