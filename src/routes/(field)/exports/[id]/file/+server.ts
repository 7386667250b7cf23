import { readExport, takeExport } from '#lib/exports/server/links.ts';
import { writeCsv } from '#lib/server/csv.ts';
import { writeXlsx, XLSX_TYPE } from '#lib/server/xlsx.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { findList } from '../../lists.ts';
import type { RequestHandler } from './$types';

/**
 * Takes a list away with one's own link, which this uses up, as a workbook or (`form` csv) as text. The list itself is
 * asked for once more.
 */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const { db, actor, now } = locals;
	const form = (await request.formData()).get('form') === 'csv' ? 'csv' : 'xlsx';
	const link = await readExport(db, actor, params.id);
	const list = findList(link.kind);
	const { of, title } = await list.about(locals, link.subject);
	await takeExport(db, actor, link, { of, verb: list.verb }, now);
	const rows = await list.rows(locals, link.subject);
	const sheet = { name: title, rows, widths: list.widths ?? [] };
	const file = form === 'csv' ? writeCsv(rows) : new Uint8Array(await writeXlsx([sheet]));
	return new Response(file, {
		headers: {
			'content-type': form === 'csv' ? 'text/csv; charset=utf-8' : XLSX_TYPE,
			'content-disposition': `attachment; filename="${link.kind.replaceAll('_', '-')}-${dayOf(now)}.${form}"`
		}
	});
};
