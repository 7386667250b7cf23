import { redirect } from '@sveltejs/kit';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { listBehind } from '#lib/ledger/server/report-people.ts';
import { readAskedBehind } from '#lib/periodic/behind.ts';
import { headingOf } from '#lib/periodic/server/report-files.ts';
import { notFound } from '#lib/shared/errors.ts';
import { titleOfPlace } from '../../../../../place-title.ts';
import { behindWord } from '../../../words.ts';
import { pageOf, readAskedReport } from '../asked-report.ts';
import type { PageServerLoad } from './$types';

/** Whom one figure of a submitted report counts, as of its two times. A live one leads back to its figures. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { reports, actor, library, now } = locals;
	const report = await readAskedReport(locals, params);
	const { ward, body, knownAt } = report;
	if (knownAt === null) redirect(303, pageOf(params));
	const asked = readAskedBehind(url.searchParams, body);
	if (!asked) throw notFound();
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const list = await listBehind(reports, actor, report, residentsStandard(library), { asked, page }, now);
	const place = await titleOfPlace(locals, ward.wardCode);
	const group = body.figure.parts.find((part) => part.place.code === asked.group)?.place.name;
	const service = body.support.services.find(({ id }) => id === asked.service)?.name;
	return {
		...list,
		...{ measure: asked.measure, asOf: body.asOf, knownAt },
		heading: headingOf(report, place),
		figure: service ?? behindWord(asked.measure),
		of: group ?? place
	};
};
