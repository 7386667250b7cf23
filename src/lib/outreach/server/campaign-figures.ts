import { sql, type SQL } from 'drizzle-orm';
import { NO_FIGURES, type Figures, type Means } from '#lib/outreach/campaign.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

/** Over `support_records r left join people p`: deeds are summed, people counted once each, after merging. */
export const FIGURES = sql`
	coalesce(sum(r.actions), 0)::int actions,
	coalesce(sum(r.actions) filter (where r.person_id is null), 0)::int anonymous,
	count(distinct coalesce(p.merged_into, p.id))::int people,
	coalesce(sum(r.actions) filter (where r.report_day > r."on"), 0)::int late`;

/** Which deeds of a campaign: of some wards, of the report of a day, or of all reports up to a day. */
export interface Scope {
	campaignId: string;
	wardCodes?: readonly string[];
	day?: Day;
	upTo?: Day;
}

const DIMENSIONS = {
	ward: sql`r.ward_code`,
	service: sql`r.service_id`,
	day: sql`r.report_day::text`,
	force: sql`r.force`
} as const;

/** The figures of a scope as a whole. */
export async function figuresOf(db: Db, scope: Scope): Promise<Figures> {
	const [row] = await db.execute<Figures & Record<string, unknown>>(sql`
		select ${FIGURES} from support_records r left join people p on p.id = r.person_id where ${within(scope)}`);
	return row ?? NO_FIGURES;
}

/** The figures of a scope, part by part. Deeds of the parts make the whole; people do not, who may come twice. */
export async function figuresBy(
	db: Db,
	scope: Scope,
	dimension: keyof typeof DIMENSIONS
): Promise<Map<string, Figures>> {
	const key = DIMENSIONS[dimension];
	const rows = await db.execute<Figures & { key: string } & Record<string, unknown>>(sql`
		select ${key} "key", ${FIGURES} from support_records r left join people p on p.id = r.person_id
		where ${within(scope)} group by ${key} order by 1`);
	return new Map(rows.map(({ key, actions, anonymous, people, late }) => [key, { actions, anonymous, people, late }]));
}

export interface MeansCount extends Record<string, unknown> {
	kind: Means;
	yes: number;
	no: number;
}

/**
 * What the named people of a campaign have, by the latest word about each; of whoever of `people` is neither yes nor no
 * nobody knows. A state, not a deed: it also counts what they had before.
 */
export async function listMeans(db: Db, scope: Scope): Promise<MeansCount[]> {
	return db.execute<MeansCount>(sql`
		with helped as (
			select distinct coalesce(p.merged_into, p.id) id from support_records r join people p on p.id = r.person_id
			where ${within(scope)}
		), latest as (
			select distinct on (h.id, m.kind) m.kind, m.state from helped h
			join people p on p.id = h.id or p.merged_into = h.id
			join digital_means m on m.person_id = p.id
			order by h.id, m.kind, m.as_of desc
		)
		select kind, (count(*) filter (where state = 'yes'))::int yes, (count(*) filter (where state = 'no'))::int "no"
		from latest group by kind order by 2 desc, 1`);
}

export function within({ campaignId, wardCodes, day, upTo }: Scope): SQL {
	const parts = [sql`r.campaign_id = ${campaignId} and r.withdrawn_at is null`];
	if (wardCodes) parts.push(sql`r.ward_code = any(${sql.param([...wardCodes])}::text[])`);
	if (day) parts.push(sql`r.report_day = ${day}::date`);
	if (upTo) parts.push(sql`r.report_day <= ${upTo}::date`);
	return sql.join(parts, sql` and `);
}
