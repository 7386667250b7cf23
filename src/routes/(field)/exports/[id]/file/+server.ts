import { readExport, takeExport } from '#lib/exports/server/links.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { formsOf, writeList } from '../../exported-list.ts';
import { findList } from '../../lists.ts';
import type { RequestHandler } from './$types';

/**
 * Takes a list away with one's own link, which this uses up, in the form that is asked for (`form`) or its usual one. The
 * list itself is asked for once more.
 */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const { db, actor, now } = locals;
	const asked = (await request.formData()).get('form');
	const link = await readExport(db, actor, params.id);
	const list = findList(link.kind);
	const { of, title } = await list.about(locals, link.subject);
	const forms = formsOf(list);
	const form = forms.find((one) => one === asked) ?? forms[0];
	await takeExport(db, actor, link, { of, verb: list.verb }, now);
	const { type, file } = await writeList(list, locals, { subject: link.subject, title, form });
	return new Response(file, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${link.kind.replaceAll('_', '-')}-${dayOf(now)}.${form}"`
		}
	});
};
