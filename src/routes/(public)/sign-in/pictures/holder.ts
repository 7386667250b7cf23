import { redirect, type RequestEvent } from '@sveltejs/kit';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import { wasHereToday } from '#lib/openings/server/today.ts';
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
	/** the list of today stands in for a card; without one she is signed in already */
	by: 'card' | 'list' | 'session';
	/** the card as it was shown or typed on this device */
	card: string | null;
	/** whose cards a wrong choice counts among */
	wardCode: string | null;
	pictures: PicturesState;
}

/** What the cookie of the card holds where a name was tapped instead. */
export const FROM_LIST = 'list.';

/**
 * The card is looked up again for each picture, so that voiding it takes effect at once. Whoever has nothing to do
 * here is sent on: without a card to the start, with a session and pictures to her own page.
 */
export async function readHolder(event: RequestEvent): Promise<Holder> {
	const { locals, cookies, url } = event;
	const card = cookies.get(cardCookie(url).name);
	if (card?.startsWith(FROM_LIST)) return fromList(event, card.slice(FROM_LIST.length));
	if (card) {
		const shown = await exchangeCard(locals.db, card, originOf(event), locals.now);
		const person = await readPerson(locals.db, shown.personId);
		const pictures = await findPicturesState(locals.db, shown.personId);
		const name = person.everydayName ?? person.fullName ?? '';
		const wardCode = person.place.wardCode ?? null;
		return { personId: shown.personId, name, actor: cardHolder(shown), by: 'card', card, wardCode, pictures };
	}
	if (!locals.signIn) redirect(303, stepTo('/sign-in', url));
	const { personId, name } = locals.signIn;
	const pictures = await findPicturesState(locals.db, personId);
	if (pictures !== 'none') redirect(303, await wayIn(event, personId, 'pictures'));
	return { personId, name, actor: locals.actor, by: 'session', card: null, wardCode: null, pictures };
}

/** Somebody who has been on a tablet of this opening before taps her name; only her pictures let her in. */
async function fromList(event: RequestEvent, id: string): Promise<Holder> {
	const { db, tablet } = event.locals;
	if (!tablet || !(await wasHereToday(db, tablet.openingId, id))) redirect(303, stepTo('/sign-in', event.url));
	const { id: personId, everydayName, fullName, erasedOn, place } = await readPerson(db, id);
	const pictures = await findPicturesState(db, personId);
	if (erasedOn !== null || pictures === 'none') redirect(303, stepTo('/sign-in', event.url));
	const name = everydayName ?? fullName ?? '';
	const wardCode = place.wardCode ?? null;
	return { personId, name, actor: anonymous, by: 'list', card: null, wardCode, pictures };
}
