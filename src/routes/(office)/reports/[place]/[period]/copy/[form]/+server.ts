import { REPORT_FORMS, writeReport } from '#lib/periodic/server/report-files.ts';
import { notFound } from '#lib/shared/errors.ts';
import { titleOfPlace } from '../../../../../../place-title.ts';
import { readAskedReport } from '../../asked-report.ts';
import type { RequestHandler } from './$types';

/** A ward's report as a file. It holds counts and no names, so it needs no link of one's own. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { now, language } = locals;
	const form = REPORT_FORMS.find((one) => one === params.form);
	if (!form) throw notFound();
	const report = await readAskedReport(locals, params);
	const place = await titleOfPlace(locals, report.ward.wardCode);
	const { type, file } = await writeReport(report, form, { place, language, now });
	const name = `report-${params.place}-${report.period.to}.${form}`;
	return new Response(new Uint8Array(file), {
		headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` }
	});
};
