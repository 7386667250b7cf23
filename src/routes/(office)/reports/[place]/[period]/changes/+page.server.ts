import { redirect } from '@sveltejs/kit';
import { headingOf } from '#lib/periodic/server/report-files.ts';
import { readChanges } from '#lib/periodic/server/ward-reports.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { titleOfPlace } from '../../../../../place-title.ts';
import { measureWord } from '../../../words.ts';
import { pageOf, readAskedReport, sourcesOf } from '../asked-report.ts';
import type { PageServerLoad } from './$types';

/** What differs between a report that stands still and what is known now. A live one differs from nothing. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const report = await readAskedReport(locals, params);
	if (report.knownAt === null) redirect(303, pageOf(params));
	const place = await titleOfPlace(locals, report.ward.wardCode);
	const changes = await readChanges(sourcesOf(locals), report, locals.now);
	return {
		heading: headingOf(report, place),
		asOf: report.body.asOf,
		knownAt: report.knownAt,
		today: dayOf(locals.now),
		changes: changes.map(({ measure, ...change }) => ({
			...{ ...change, key: `${change.groupId} ${measure}`, name: change.groupId === null ? place : change.name },
			...{ measure: measureWord(measure), late: change.sameDay !== change.reported }
		}))
	};
};
