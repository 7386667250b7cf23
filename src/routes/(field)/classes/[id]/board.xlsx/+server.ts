import { m } from '#lib/messages/compiled/messages.js';
import { writeXlsx, XLSX_TYPE } from '#lib/server/xlsx.ts';
import { readBoardTable } from '../board-table.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const { rows, name } = await readBoardTable(locals, params.id);
	const book = await writeXlsx([{ name: m.class_board_title(), rows, widths: [28, 14, 32, 32, 12] }]);
	return new Response(new Uint8Array(book), {
		headers: { 'content-type': XLSX_TYPE, 'content-disposition': `attachment; filename="${name}.xlsx"` }
	});
};
