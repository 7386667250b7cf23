import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { documentInput } from '#lib/periodic/server/input.ts';
import { headingOf } from '#lib/periodic/server/report-files.ts';
import { numberWardReport } from '#lib/periodic/server/ward-reports.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../../form.ts';
import { titleOfPlace } from '../../../../../place-title.ts';
import { askedBy, pageOf, readAskedReport, sourcesOf } from '../asked-report.ts';
import type { Actions, PageServerLoad } from './$types';

/** Number, symbol and day of the signed paper of a closed report: entered once, later corrected with the reason. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const report = await readAskedReport(locals, params);
	if (!may(locals.actor, 'report.number', report.ward)) throw notFound();
	if (report.state !== 'closed') redirect(303, pageOf(params));
	const { number = '', symbol = 'BC-UBND', day = dayOf(locals.now) } = report.documents.at(-1) ?? {};
	return {
		...{ number, symbol, day, correction: report.documents.length > 0 },
		...{ back: pageOf(params), heading: headingOf(report, await titleOfPlace(locals, params.place)) }
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { documents } = await readAskedReport(event.locals, event.params);
		return act(event, documentInput(documents.length > 0), async (document) => {
			const { actor, now } = event.locals;
			await numberWardReport(sourcesOf(event.locals), actor, askedBy(event.params), document, now);
			redirect(303, pageOf(event.params));
		});
	}
};
