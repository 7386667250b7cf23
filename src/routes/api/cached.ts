import { createHash } from 'node:crypto';

const FRESH_SECONDS = 300;

/** An answer that everybody may keep for some minutes, and that is sent again only when it has changed. */
export function cached(request: Request, answer: object): Response {
	const body = JSON.stringify(answer);
	const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
	const headers = { etag, 'cache-control': `public, max-age=${FRESH_SECONDS}` };
	const known = (request.headers.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
	if (known.includes(etag)) return new Response(null, { status: 304, headers });
	return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
}
