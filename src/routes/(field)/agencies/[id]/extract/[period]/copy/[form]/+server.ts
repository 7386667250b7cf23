import { EXTRACT_FORMS, writeExtract } from '#lib/compliance/server/extract-files.ts';
import { noteCopy } from '#lib/compliance/server/extract.ts';
import { notFound } from '#lib/shared/errors.ts';
import { titleOfPlace } from '../../../../../../../place-title.ts';
import { readAskedExtract } from '../../asked-extract.ts';
import type { RequestHandler } from './$types';

/** An extract as a file. Taking it away is in the audit. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { db, actor, now, language } = locals;
	const form = EXTRACT_FORMS.find((one) => one === params.form);
	if (!form) throw notFound();
	const extract = await readAskedExtract(locals, params);
	const { agency, period } = extract;
	const place = await titleOfPlace(locals, agency.wardCode ?? agency.provinceCode);
	const { type, file } = await writeExtract(extract, form, { place, language, now });
	await noteCopy(db, actor, extract, form, now);
	return new Response(new Uint8Array(file), {
		headers: { 'content-type': type, 'content-disposition': `attachment; filename="extract-${period.code}.${form}"` }
	});
};
