import { sql } from 'drizzle-orm';
import type { Library } from '#lib/curriculum/content.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { dueOf, periodsOf, readPeriod, type Period } from '#lib/periodic/period.ts';
import type { ReportKey, ReportState } from '#lib/reports/report.ts';
import { listPlaceReports } from '#lib/reports/server/decided.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, yearOf, type Day } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import type { ReportRule } from '#lib/territory/report-rule.ts';
import { listReportRules } from '#lib/territory/server/report-rules.ts';

/** The period that a code names for a ward: of the calendar, or a campaign in which it takes part; null for any other. */
export async function findPeriod(db: Db, wardCode: string, code: string): Promise<Period | null> {
	if (!isId(code)) return readPeriod(code);
	const [found] = await listCampaignPeriods(db, [wardCode], code);
	return found ?? null;
}

/** The campaigns of some wards as periods, the last to begin first; or one of them. */
export async function listCampaignPeriods(db: Db, wardCodes: readonly string[], id?: string): Promise<Period[]> {
	const rows = await db.execute<{ id: string; name: string; from: Day; to: Day }>(sql`
		select c.id, c.name, c."from"::text "from", c."to"::text "to" from campaigns c
		where exists (select 1 from campaign_wards w
			where w.campaign_id = c.id and w.ward_code = any(${sql.param([...wardCodes])}::text[]))
			and (${id ?? null}::uuid is null or c.id = ${id ?? null}::uuid)
		order by c."from" desc, c.id desc limit 50`);
	return rows.map(({ id: code, name, from, to }) => ({
		...{ code, kind: 'campaign' as const, year: yearOf(to), number: 1, from, to, name }
	}));
}

/** The periods of a year of a ward and its campaigns, each with how far its report has come. */
export async function listWardPeriods(
	db: Db,
	library: Library,
	wardCode: string,
	year: number,
	now: Date
): Promise<{ period: Period; state: ReportState; due: Date; missing: boolean; asked: boolean }[]> {
	const today = dayOf(now);
	const campaigns = await listCampaignPeriods(db, [wardCode]);
	const periods = [
		...periodsOf(year, today),
		...campaigns.filter((campaign) => campaign.year === year && campaign.from <= today)
	];
	const known = await listPlaceReports(db, wardCode, LITERACY_KINDS);
	const { rules, startedOn } = await readTerms(db, wardCode);
	return periods.map((period) => {
		const subject = subjectOf(library, period);
		const own = known.find(
			({ kind, subjectId, day }) => kind === subject.kind && subjectId === subject.subjectId && day === subject.day
		);
		const due = dueOf(period, rules);
		const asked = own !== undefined || !isBefore(period, startedOn);
		return { period, due, state: own?.state ?? 'draft', missing: !own && now > due && asked, asked };
	});
}

/** By what rules a ward's reports are due, and from what day on it works with this installation. */
export async function readTerms(db: Db, wardCode: string): Promise<{ rules: ReportRule[]; startedOn: Day | null }> {
	const [ward] = await db.execute<{ provinceCode: string; startedOn: Day | null }>(sql`
		select province_code "provinceCode", started_on::text "startedOn" from wards where code = ${wardCode}`);
	return {
		rules: ward ? await listReportRules(db, ward.provinceCode) : [],
		startedOn: ward?.startedOn ?? null
	};
}

/** Whether a period was over before a ward began: nobody waits for its report. */
export function isBefore({ to }: Pick<Period, 'to'>, startedOn: Day | null): boolean {
	return startedOn !== null && to < startedOn;
}

/** Under what the wards' reports of a period are kept: a campaign's by the campaign, the others by the standard. */
export function subjectOf(library: Library, { kind, code, to }: Period): Omit<ReportKey, 'place'> {
	const subjectId = kind === 'campaign' ? code : residentsStandard(library).id;
	return { kind: `literacy_${kind}`, subjectId, day: to };
}

/** As the reports are kept of which a ward's figures are made. */
export const LITERACY_KINDS = ['literacy_month', 'literacy_quarter', 'literacy_year', 'literacy_campaign'] as const;
