import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { cardHolder, exchangeCard } from '#lib/sign-in/server/cards.ts';
import { findPicturesState, type PicturesState } from '#lib/sign-in/server/pictures.ts';
import { cardCookie } from '../../../cookies.ts';
import { originOf } from '../../../origin.ts';
import { stepTo, wayIn } from '../begin.ts';

/** Who stands before the pictures: by the card she has just shown, or signed in otherwise and still without pictures. */
export interface Holder {
	personId: string;
	name: string;
	actor: Actor;
	byCard: boolean;
	/** the card as it was shown or typed on this device */
	card: string | null;
	/** whose cards a wrong choice counts among */
	wardCode: string | null;
	pictures: PicturesState;
}

/**
 * The card is looked up again for each picture, so that voiding it takes effect at once. Whoever has nothing to do
 * here is sent on: without a card to the start, with a session and pictures to her own page.
 */
export async function readHolder(event: RequestEvent): Promise<Holder> {
	const { locals, cookies, url } = event;
	const card = cookies.get(cardCookie(url).name);
	if (card) {
		const shown = await exchangeCard(locals.db, card, originOf(event), locals.now);
		const person = await readPerson(locals.db, shown.personId);
		const pictures = await findPicturesState(locals.db, shown.personId);
		const name = person.everydayName ?? person.fullName ?? '';
		const wardCode = person.place.wardCode ?? null;
		return { personId: shown.personId, name, actor: cardHolder(shown), byCard: true, card, wardCode, pictures };
	}
	if (!locals.signIn) redirect(303, stepTo('/sign-in', url));
	const { personId, name } = locals.signIn;
	const pictures = await findPicturesState(locals.db, personId);
	if (pictures !== 'none') redirect(303, await wayIn(event, personId, 'pictures'));
	return { personId, name, actor: locals.actor, byCard: false, card: null, wardCode: null, pictures };
}
