import type { RequestEvent } from '@sveltejs/kit';
import { DomainError } from '#lib/shared/errors.ts';
import { exchangeCard } from '#lib/sign-in/server/cards.ts';
import { heldCardCookie } from '../../cookies.ts';
import { originOf } from '../../origin.ts';
import { learnerId } from '../learner.ts';

/** The token of the card with which whoever learns here has just come in, or null: it is kept on no server. */
export async function findHeldCard(event: RequestEvent): Promise<string | null> {
	const { cookies, url, locals } = event;
	const token = cookies.get(heldCardCookie(url).name);
	if (!token) return null;
	const held = await exchangeCard(locals.db, token, originOf(event), locals.now).catch((error: unknown) => {
		if (error instanceof DomainError) return null;
		throw error;
	});
	return held?.personId === learnerId(locals) ? token : null;
}
