import { m } from '#lib/messages/compiled/messages.js';
import { listRejected } from '#lib/rosters/server/rows.ts';
import { writeCsv } from '#lib/server/csv.ts';
import { reasonWords } from '../../roster-words.ts';
import type { RequestHandler } from './$types';

/** The rows that were not written, each with its line and why: to be put right and sent again. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { headings, rows } = await listRejected(locals.db, locals.actor, params.id);
	const table = [
		[m.roster_line_heading(), m.roster_reason_heading(), ...headings],
		...rows.map(({ line, reasons, cells }) => [line, reasonWords(reasons), ...cells])
	];
	return new Response(writeCsv(table), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="dong-chua-ghi.csv"'
		}
	});
};
