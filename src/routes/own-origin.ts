import type { Handle } from '@sveltejs/kit/hooks';
import { setPageHeaders } from './page-headers.ts';

const FORMS = /^(application\/x-www-form-urlencoded|multipart\/form-data)(;|$)/i;

/** Every write must be a form of our own pages, sent as what it is: no other page, body or disguised method. */
export const ownOrigin: Handle = async ({ event, resolve }) => {
	const { method, headers } = event.request;
	const writes = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
	const origin = headers.get('origin');
	const isOwn = origin === event.url.origin || (origin === null && headers.get('sec-fetch-site') === 'same-origin');
	const isForm = FORMS.test(headers.get('content-type') ?? '');
	if (writes ? isOwn && isForm : !event.url.searchParams.has('_method')) return resolve(event);
	const refusal = new Response('403', { status: 403, headers: { 'content-type': 'text/plain; charset=utf-8' } });
	setPageHeaders(refusal.headers, event.url);
	return refusal;
};
