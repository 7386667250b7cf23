import { copyRoster } from '#lib/rosters/server/copy.ts';
import { writeXlsx, XLSX_TYPE } from '#lib/server/xlsx.ts';
import type { RequestHandler } from './$types';

/** The code and the names are wider than numbers. */
const WIDTHS = [38, 28, 16, 10, 20, 24];

export const GET: RequestHandler = async ({ locals, url }) => {
	const ward = url.searchParams.get('ward') ?? '';
	const rows = await copyRoster(locals.reports, locals.actor, ward, locals.now);
	const workbook = await writeXlsx([{ name: 'Danh sách', rows, widths: WIDTHS }]);
	return new Response(new Uint8Array(workbook), {
		headers: {
			'content-type': XLSX_TYPE,
			'content-disposition': `attachment; filename="danh-sach-${ward}.xlsx"`
		}
	});
};
