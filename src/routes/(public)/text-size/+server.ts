import { redirect } from '@sveltejs/kit';
import { cameFrom } from '#lib/ui/came-from.ts';
import type { RequestHandler } from './$types';

const YEAR = 365 * 24 * 60 * 60;
const SIZES = ['a', 'a1', 'a2'];

/** Changes the size of the text on this device and returns to the page it was chosen on. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	const size = form.get('size');
	if (typeof size === 'string' && SIZES.includes(size)) {
		cookies.set('text-size', size, { path: '/', maxAge: YEAR, sameSite: 'lax', secure: url.protocol === 'https:' });
	}
	redirect(303, cameFrom(form.get('back'), url.origin));
};

/** Somebody typed the address or reloaded: the choice stands at the end of every page. */
export const GET: RequestHandler = () => redirect(303, '/');
