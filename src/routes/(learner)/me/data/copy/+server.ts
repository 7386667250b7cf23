import { dayOf } from '#lib/shared/dates.ts';
import { readOwnData } from '../own-data.ts';
import { writeCopy } from './write-copy.ts';
import type { RequestHandler } from './$types';

/** Her own data as a file: to read (`?as=html`), or as JSON for another computer. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const copy = await readOwnData(locals);
	const isHtml = url.searchParams.get('as') === 'html';
	const body = isHtml ? writeCopy(copy, locals) : JSON.stringify(copy, null, '\t');
	return new Response(body, {
		headers: {
			'content-type': isHtml ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="hoc-so-${dayOf(locals.now)}.${isHtml ? 'html' : 'json'}"`,
			'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
		}
	});
};
