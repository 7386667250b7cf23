import { redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/shared/errors.ts';
import { exchangeCard } from '#lib/sign-in/server/cards.ts';
import { keepBlankCard } from '../../../blank-card.ts';
import { cardCookie, dropCookie, picturesCookie, setCookie } from '../../../cookies.ts';
import { originOf } from '../../../origin.ts';
import type { PageServerLoad } from './$types';

/** The address in a card's QR. It is left at once, so that the token stays in no history; what is wrong says +error. */
export const load: PageServerLoad = async (event) => {
	const { params, locals, cookies, url } = event;
	await exchangeCard(locals.db, params.token, originOf(event), locals.now).catch((error: unknown) => {
		if (!(error instanceof DomainError) || error.code !== 'card_blank') throw error;
		keepBlankCard(event, params.token);
		redirect(303, '/blank-card');
	});
	setCookie(cookies, cardCookie(url), params.token);
	dropCookie(cookies, picturesCookie(url));
	redirect(303, '/sign-in/pictures');
};
