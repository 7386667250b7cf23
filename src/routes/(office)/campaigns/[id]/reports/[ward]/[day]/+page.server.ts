import { may } from '#lib/access/permissions.ts';
import { readDayReport } from '#lib/outreach/server/campaign-reports.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { stateAfter } from '#lib/reports/report.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import type { PageServerLoad } from './$types';

/** One ward's report of one day of a campaign: its figures, its way so far, and what this reader may do next. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now, language } = locals;
	const asked = { campaignId: params.id, wardCode: params.ward, day: params.day };
	const { campaign, ward, steps, ...report } = await readDayReport(db, actor, asked, now);
	const names = await namesOf(
		db,
		steps.map(({ by }) => by)
	);
	const submitter = steps.findLast(({ step }) => step === 'submit')?.by;
	const other = submitter !== actor.id;
	const mayAnswer = may(actor, 'report.approve', ward) && other;
	const next = addDays(report.day, 1);
	return {
		...report,
		campaign: { id: campaign.id, name: campaign.name },
		ward: { code: ward.wardCode, title: placeTitle(await readPlace(db, ward.wardCode, report.day), language) },
		steps: steps.map(({ by, ...step }) => ({
			...step,
			name: names.get(by) ?? null
		})),
		before: report.day > campaign.from ? addDays(report.day, -1) : null,
		after: next <= campaign.to && next <= dayOf(now) ? next : null,
		maySubmit: may(actor, 'report.submit', ward) && stateAfter(report.state, 'submit') !== null,
		mayReturn: mayAnswer && stateAfter(report.state, 'return') !== null,
		mayApprove: mayAnswer && stateAfter(report.state, 'approve') !== null,
		mayClose: may(actor, 'report.close', ward) && stateAfter(report.state, 'close') !== null,
		own: may(actor, 'report.approve', ward) && !other && report.state === 'submitted'
	};
};
