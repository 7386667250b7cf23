import { copyRoster } from '#lib/rosters/server/copy.ts';
import { writeCsv } from '#lib/server/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const ward = url.searchParams.get('ward') ?? '';
	const rows = await copyRoster(locals.reports, locals.actor, ward, locals.now);
	return new Response(writeCsv(rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="danh-sach-${ward}.csv"`
		}
	});
};
