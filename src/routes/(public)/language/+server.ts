import { redirect } from '@sveltejs/kit';
import { cameFrom } from '#lib/ui/came-from.ts';
import { cookieName, isLocale } from '#lib/messages/compiled/runtime.js';
import type { RequestHandler } from './$types';

const YEAR = 365 * 24 * 60 * 60;

/** Changes the language on this device and returns to the page it was chosen on. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	const language = form.get('language');
	if (isLocale(language)) {
		cookies.set(cookieName, language, { path: '/', maxAge: YEAR, sameSite: 'lax', secure: url.protocol === 'https:' });
	}
	redirect(303, cameFrom(form.get('back'), url.origin));
};

/** Somebody typed the address or reloaded: the choice stands at the end of every page. */
export const GET: RequestHandler = () => redirect(303, '/');
