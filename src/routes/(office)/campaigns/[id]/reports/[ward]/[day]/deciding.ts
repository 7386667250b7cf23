import { redirect, type RequestEvent } from '@sveltejs/kit';
import { may, type Verb } from '#lib/access/permissions.ts';
import { nothingInput } from '#lib/learning/server/input.ts';
import { decideDay, readDayReport } from '#lib/outreach/server/campaign-reports.ts';
import { stateAfter, type ReportStep } from '#lib/reports/report.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { act } from '../../../../../../form.ts';

interface Params {
	id: string;
	ward: string;
	day: string;
}

export const askedBy = ({ id, ward, day }: Params) => ({ campaignId: id, wardCode: ward, day });
export const pageOf = ({ id, ward, day }: Params) => `/campaigns/${id}/reports/${ward}/${day}`;

/** What is asked once more before a step; whoever may not take it finds no such page, and one too late goes back. */
export async function readStep({ db, actor, now, language }: App.Locals, params: Params, step: ReportStep, verb: Verb) {
	const report = await readDayReport(db, actor, askedBy(params), now);
	if (!may(actor, verb, report.ward)) throw notFound();
	if (stateAfter(report.state, step) === null) redirect(303, pageOf(params));
	return {
		day: report.day,
		back: pageOf(params),
		total: report.body.total,
		ward: placeTitle(await readPlace(db, report.ward.wardCode, report.day), language)
	};
}

/** Approves or closes, and goes back to the report. */
export function decide(event: RequestEvent & { params: Params }, step: 'approve' | 'close') {
	return act(event, nothingInput, async () => {
		const { db, actor, now } = event.locals;
		await decideDay(db, actor, askedBy(event.params), { step }, now);
		redirect(303, pageOf(event.params));
	});
}
