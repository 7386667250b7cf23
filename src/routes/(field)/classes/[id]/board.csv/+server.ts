import { writeCsv } from '#lib/server/csv.ts';
import { readBoardTable } from '../board-table.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const { rows, name } = await readBoardTable(locals, params.id);
	return new Response(writeCsv(rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}.csv"`
		}
	});
};
