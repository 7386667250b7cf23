import { dueAt, NO_FIGURES, type Figures, type Force } from '#lib/outreach/campaign.ts';
import { CAMPAIGN_DAY } from '#lib/outreach/server/campaign-days.ts';
import { figuresBy, figuresOf, listMeans, type MeansCount } from '#lib/outreach/server/campaign-figures.ts';
import type { Campaign } from '#lib/outreach/server/campaign-setup.ts';
import { listServiceNames } from '#lib/outreach/server/support-services.ts';
import type { ReportState } from '#lib/reports/report.ts';
import { listReportStates } from '#lib/reports/server/reports.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf, laterDay, type Day } from '#lib/shared/dates.ts';

/** A day's report of a ward: how far it came, or `missing` where its hour has passed and nobody submitted it. */
export type DayState = ReportState | 'missing';

export interface Board {
	total: Figures;
	services: (Figures & { id: string; name: string; goal: number | null })[];
	forces: (Figures & { force: Force })[];
	wards: (Figures & { wardCode: string; state: DayState })[];
	/** how many wards have submitted the report of a day, of how many */
	days: (Figures & { day: Day; submitted: number })[];
	/** the day whose reports are shown ward by ward */
	day: Day;
	means: MeansCount[];
}

/**
 * The cumulative board of a campaign: live figures of all that was entered, by service, ward, force and day of report.
 * Deeds add up in every direction; people are counted once for each part and once for the whole.
 */
export async function readBoard(db: Db, campaign: Campaign, asked: Day | null, now: Date): Promise<Board> {
	const scope = { campaignId: campaign.id };
	const [total, byService, byForce, byWard, byDay, means, names] = [
		await figuresOf(db, scope),
		await figuresBy(db, scope, 'service'),
		await figuresBy(db, scope, 'force'),
		await figuresBy(db, scope, 'ward'),
		await figuresBy(db, scope, 'day'),
		await listMeans(db, scope),
		await listServiceNames(db)
	];
	const days = daysOf(campaign, [...byDay.keys()], now);
	const day = asked !== null && days.includes(asked) ? asked : (days.at(-1) ?? campaign.from);
	const codes = campaign.wards.map(({ wardCode }) => wardCode);
	const states = await listReportStates(db, { kind: CAMPAIGN_DAY, subjectId: campaign.id }, codes);
	const goals = new Map(campaign.goals.map(({ serviceId, goal }) => [serviceId, goal]));
	const services = [...new Set([...goals.keys(), ...byService.keys()])];
	return {
		total,
		means,
		day,
		services: services.map((id) => ({
			id,
			name: names.get(id) ?? id,
			goal: goals.get(id) ?? null,
			...(byService.get(id) ?? NO_FIGURES)
		})),
		forces: [...byForce].map(([force, figures]) => ({ force: force as Force, ...figures })),
		wards: codes.map((wardCode) => ({
			wardCode,
			...(byWard.get(wardCode) ?? NO_FIGURES),
			state: stateOn(campaign, states.find((one) => one.place === wardCode && one.day === day)?.state, day, now)
		})),
		days: days.map((one) => ({
			day: one,
			...(byDay.get(one) ?? NO_FIGURES),
			submitted: states.filter(({ day, state }) => day === one && state !== 'returned').length
		}))
	};
}

/** The days that have begun, and those afterwards in whose reports something was entered late. */
function daysOf({ from, to }: Campaign, entered: readonly Day[], now: Date): Day[] {
	const today = dayOf(now);
	const days = new Set<Day>();
	for (let day = from; day <= to && day <= today; day = addDays(day, 1)) days.add(day);
	for (const day of entered) if (day === laterDay(day, from)) days.add(day);
	return [...days].sort();
}

function stateOn({ reportHour }: Campaign, state: ReportState | undefined, day: Day, now: Date): DayState {
	return state ?? (now > dueAt(day, reportHour) ? 'missing' : 'draft');
}
