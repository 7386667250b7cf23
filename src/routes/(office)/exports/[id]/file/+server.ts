import { readExport, takeExport } from '#lib/exports/server/links.ts';
import { writeCsv } from '#lib/server/csv.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { findList } from '../../lists.ts';
import type { RequestHandler } from './$types';

/** Takes a list away with one's own link, which this uses up. The list itself is asked for once more. */
export const POST: RequestHandler = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const link = await readExport(db, actor, params.id);
	const list = findList(link.kind);
	const { of } = await list.about(locals, link.subject);
	const rows = await list.rows(locals, link.subject);
	await takeExport(db, actor, link, of, now);
	return new Response(writeCsv(rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${link.kind.replaceAll('_', '-')}-${dayOf(now)}.csv"`
		}
	});
};
