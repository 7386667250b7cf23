import type { Actor } from '#lib/access/actor.ts';
import { dueAt, NO_FIGURES, type Figures, type Force } from '#lib/outreach/campaign.ts';
import { campaignDay, holdReports } from '#lib/outreach/server/campaign-days.ts';
import { figuresBy, figuresOf } from '#lib/outreach/server/campaign-figures.ts';
import { readCampaignWard, type Campaign } from '#lib/outreach/server/campaign-setup.ts';
import { listServiceNames } from '#lib/outreach/server/support-services.ts';
import { isFrozen, type ReportState } from '#lib/reports/report.ts';
import { decideReport, findReport, submitReport, type Report } from '#lib/reports/server/reports.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, isDay, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';

/** What the report of a ward and a day says. Deeds of its services make its total; people do not, who may come twice. */
export interface DayBody {
	total: Figures;
	services: (Figures & { id: string; name: string })[];
	forces: (Figures & { force: Force })[];
	/** of all reports of this ward up to this day */
	soFar: Figures;
}

export interface DayReport {
	campaign: Campaign;
	ward: { wardCode: string; provinceCode: string };
	day: Day;
	state: ReportState;
	/** frozen from submitting it on, live before */
	body: DayBody;
	due: Date;
	/** nobody has submitted it in time */
	missing: boolean;
	/** submitted for the first time after it was due */
	overdue: boolean;
	steps: Report<DayBody>['steps'];
	knownAt: Date | null;
}

interface Asked {
	campaignId: string;
	wardCode: string;
	day: string;
}

/** The report of a ward and a day: 404 for a day that is none of the campaign's and counts nothing. */
export async function readDayReport(db: Db, actor: Actor, asked: Asked, now: Date): Promise<DayReport> {
	const { campaign, ward } = await readCampaignWard(db, actor, asked.campaignId, asked.wardCode, 'campaign.read');
	const { day } = asked;
	const live = await liveBody(db, campaign.id, ward.wardCode, day);
	checkDay(campaign, day, live, now);
	const report = await findReport<DayBody>(db, campaignDay(campaign.id, ward.wardCode, day));
	const state = report?.state ?? 'draft';
	const due = dueAt(day, campaign.reportHour);
	const first = report?.steps.find(({ step }) => step === 'submit');
	return {
		campaign,
		ward,
		day,
		state,
		body: report && isFrozen(state) ? report.body : live,
		due,
		missing: !report && now > due,
		overdue: first !== undefined && first.at > due,
		steps: report?.steps ?? [],
		knownAt: report && isFrozen(state) ? report.knownAt : null
	};
}

/** Submits the report of a day with the figures of this moment; what is entered from now on counts in a later one. */
export async function submitDay(db: Db, actor: Actor, asked: Asked, now: Date): Promise<void> {
	const { campaign, ward } = await readCampaignWard(db, actor, asked.campaignId, asked.wardCode, 'report.submit');
	await db.transaction(async (tx) => {
		await holdReports(tx, campaign.id, ward.wardCode, 'update');
		const body = await liveBody(tx, campaign.id, ward.wardCode, asked.day);
		checkDay(campaign, asked.day, body, now);
		await submitReport(tx, actor, campaignDay(campaign.id, ward.wardCode, asked.day), ward, body, now);
	});
}

/** Returns, approves or closes it: see `decideReport`. */
export async function decideDay(
	db: Db,
	actor: Actor,
	asked: Asked,
	decision: { step: 'return' | 'approve' | 'close'; note?: string | null },
	now: Date
): Promise<void> {
	const { step } = decision;
	const verb = step === 'close' ? 'report.close' : 'report.approve';
	const { campaign, ward } = await readCampaignWard(db, actor, asked.campaignId, asked.wardCode, verb);
	if (!isDay(asked.day)) throw notFound();
	const key = campaignDay(campaign.id, ward.wardCode, asked.day);
	await db.transaction(async (tx) => {
		await holdReports(tx, campaign.id, ward.wardCode, 'update');
		await decideReport(tx, actor, key, ward, decision, now);
	});
}

/** The figures of this moment, for a page, or to be frozen. */
async function liveBody(db: Db, campaignId: string, wardCode: string, day: string): Promise<DayBody> {
	if (!isDay(day)) throw notFound();
	const scope = { campaignId, wardCodes: [wardCode] };
	const [total, soFar, services, forces, names] = [
		await figuresOf(db, { ...scope, day }),
		await figuresOf(db, { ...scope, upTo: day }),
		await figuresBy(db, { ...scope, day }, 'service'),
		await figuresBy(db, { ...scope, day }, 'force'),
		await listServiceNames(db)
	];
	return {
		total,
		soFar,
		services: [...services].map(([id, figures]) => ({ id, name: names.get(id) ?? id, ...figures })),
		forces: [...forces].map(([force, figures]) => ({ force: force as Force, ...figures }))
	};
}

/** A day of the campaign, or one after it in which something was entered late; and no day that is still to come. */
function checkDay(campaign: Campaign, day: Day, { total }: DayBody, now: Date): void {
	const isOwn = day >= campaign.from && day <= campaign.to;
	if (!isOwn && total.actions === NO_FIGURES.actions) throw notFound();
	if (day > dayOf(now)) throw new DomainError('report_too_early', 409);
}
