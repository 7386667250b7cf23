import { randomInt } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/messages/compiled/messages.js';
import { setPageHeaders } from './page-headers.ts';

const POLICY =
	"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const SECRET = /password|code|secret|pin|picture|token/i;
const A_FORM = /^application\/x-www-form-urlencoded(;|$)/i;

/** Seconds after which to come back: not the same for all, or all would come back at once. */
export function retryAfter(): string {
	return String(randomInt(5, 31));
}

/**
 * The page for whoever cannot be answered now, made without the database: 503, when to come back, and a button to try
 * again. A form that was not taken is in it, so that nothing is typed twice; secrets are not.
 */
export async function comeBack(event: RequestEvent): Promise<Response> {
	const isPost = event.request.method === 'POST';
	const fields = isPost ? await fieldsOf(event) : [];
	const response = new Response(page(event, isPost, fields), {
		status: 503,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': POLICY,
			'cache-control': 'no-store',
			'retry-after': retryAfter()
		}
	});
	setPageHeaders(response.headers, event.url);
	return response;
}

function page({ locals, url }: RequestEvent, isPost: boolean, fields: [string, string][]): string {
	const address = escaped(url.pathname + url.search);
	const inputs = fields.map(
		([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`
	);
	const again = !isPost
		? `<p><a class="button" href="${address}">${m.system_again()}</a></p>`
		: inputs.length === 0
			? ''
			: `<form method="POST" action="${address}">${inputs.join('')}<button class="button">${m.system_send_again()}</button></form>`;
	return `<!doctype html>
<html lang="${locals.language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${m.system_busy_title()} – Học Số</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="stylesheet" href="/error.css">
</head>
<body>
<header><a href="/"><img src="/favicon.svg" width="36" height="36" alt="">Học Số</a></header>
<main>
<h1>${m.system_busy_title()}</h1>
<p>${isPost ? (inputs.length === 0 ? m.system_busy_look() : m.system_busy_form()) : m.system_busy_text()}</p>
${again}
<p>${m.system_request_id({ id: locals.requestId })}</p>
</main>
</body>
</html>
`;
}

/** What was typed, as long as nobody has read it yet: then it was not taken either. */
async function fieldsOf({ request }: RequestEvent): Promise<[string, string][]> {
	if (request.bodyUsed || !A_FORM.test(request.headers.get('content-type') ?? '')) return [];
	const form = [...(await request.formData().catch(() => new FormData()))];
	if (form.some(([name]) => SECRET.test(name))) return [];
	return form.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
}

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
