import { redirect } from '@sveltejs/kit';
import { exchangeCard } from '#lib/sign-in/server/cards.ts';
import { cardCookie, dropCookie, picturesCookie, setCookie } from '../../../cookies.ts';
import type { PageServerLoad } from './$types';

/** The address in a card's QR. It is left at once, so that the token stays in no history; what is wrong says +error. */
export const load: PageServerLoad = async ({ params, locals, cookies, url, getClientAddress }) => {
	await exchangeCard(locals.db, params.token, getClientAddress(), locals.now);
	setCookie(cookies, cardCookie(url), params.token);
	dropCookie(cookies, picturesCookie(url));
	redirect(303, '/sign-in/pictures');
};
