import { and, eq } from 'drizzle-orm';
import { dueAt } from '#lib/outreach/campaign.ts';
import { campaignWards, type campaigns } from '#lib/outreach/server/campaign-schema.ts';
import { isFrozen, type ReportKey } from '#lib/reports/report.ts';
import { listReportStates } from '#lib/reports/server/reports.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';

type Campaign = typeof campaigns.$inferSelect;

export const CAMPAIGN_DAY = 'campaign_day';

export function campaignDay(campaignId: string, wardCode: string, day: Day): ReportKey {
	return { kind: CAMPAIGN_DAY, subjectId: campaignId, place: wardCode, day };
}

/**
 * Holds the reports of a ward still until the transaction ends: entries side by side, a submission alone. False where
 * the ward takes no part.
 */
export async function holdReports(
	tx: Db,
	campaignId: string,
	wardCode: string,
	how: 'share' | 'update'
): Promise<boolean> {
	const rows = await tx
		.select()
		.from(campaignWards)
		.where(and(eq(campaignWards.campaignId, campaignId), eq(campaignWards.wardCode, wardCode)))
		.for(how);
	return rows.length > 0;
}

/**
 * The day whose report counts a deed entered now: its own until that report is due or submitted, again while it is
 * returned, and then the next one that still takes entries. Decided once, when it is entered, under `holdReports`.
 */
export async function chooseReportDay(
	tx: Db,
	{ id, reportHour }: Pick<Campaign, 'id' | 'reportHour'>,
	wardCode: string,
	on: Day,
	now: Date
): Promise<Day> {
	const states = await listReportStates(tx, { kind: CAMPAIGN_DAY, subjectId: id }, [wardCode]);
	const known = new Map(states.map(({ day, state }) => [day, state]));
	for (let day = on; ; day = addDays(day, 1)) {
		const state = known.get(day) ?? 'draft';
		if (state === 'returned') return day;
		if (!isFrozen(state) && now <= dueAt(day, reportHour)) return day;
	}
}
