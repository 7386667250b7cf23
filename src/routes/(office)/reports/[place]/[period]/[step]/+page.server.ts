import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { stepInput } from '#lib/periodic/server/input.ts';
import { headingOf } from '#lib/periodic/server/report-files.ts';
import { decideWardReport, submitWardReport } from '#lib/periodic/server/ward-reports.ts';
import { stateAfter } from '#lib/reports/report.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../../form.ts';
import { titleOfPlace } from '../../../../../place-title.ts';
import { askedBy, pageOf, readAskedReport, sourcesOf } from '../asked-report.ts';
import { findStep } from './steps.ts';
import type { Actions, PageServerLoad } from './$types';

/** A step is asked once more; whoever may not take it finds no such page, and one too late goes back. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { step, verb } = findStep(params.step);
	const report = await readAskedReport(locals, params);
	if (!may(locals.actor, verb, report.ward)) throw notFound();
	if (stateAfter(report.state, step) === null) redirect(303, pageOf(params));
	return { step, back: pageOf(params), heading: headingOf(report, await titleOfPlace(locals, params.place)) };
};

export const actions: Actions = {
	default: (event) => {
		const { step } = findStep(event.params.step);
		return act(event, stepInput(step), async ({ note }) => {
			const { actor, now } = event.locals;
			const [sources, asked] = [sourcesOf(event.locals), askedBy(event.params)];
			if (step === 'submit') await submitWardReport(sources, actor, asked, now);
			else await decideWardReport(sources, actor, asked, { step, note: note ?? null }, now);
			redirect(303, pageOf(event.params));
		});
	}
};
