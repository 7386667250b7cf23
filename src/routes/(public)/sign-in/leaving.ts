import type { RequestEvent } from '@sveltejs/kit';
import { leave } from '#lib/openings/server/presence.ts';
import { forgetBlankCard } from '../../blank-card.ts';
import { dropCookie, sessionCookie } from '../../cookies.ts';
import { forgetCard } from './begin.ts';

type Device = Pick<RequestEvent, 'locals' | 'cookies' | 'url' | 'setHeaders'>;

const FORGET_PAGES = { 'clear-site-data': '"cache"' };
const CARD_LEFT_LYING = 120;

/** Whoever was signed in here leaves, and nothing of her stays on the device. */
export async function endSessionHere(event: Device): Promise<void> {
	const { db, signIn, now } = event.locals;
	if (signIn) await leave(db, signIn.id, now);
	event.locals.signIn = null;
	forgetCard(event);
	forgetBlankCard(event);
	dropCookie(event.cookies, sessionCookie(event.url));
	event.setHeaders(FORGET_PAGES);
}

/** What a session that the server has ended left in the browser: its pages must not come back with the Back button. */
export function forgetSession(event: Device): void {
	const cookie = sessionCookie(event.url);
	if (event.locals.signIn || !event.cookies.get(cookie.name)) return;
	dropCookie(event.cookies, cookie);
	event.setHeaders(FORGET_PAGES);
}

/** A shared tablet on which a card was shown and nothing more shows whose it was for two minutes at most. */
export function lockEarly({ locals, setHeaders }: Device): void {
	if (locals.tablet && !locals.signIn) setHeaders({ refresh: `${CARD_LEFT_LYING};url=/sign-in` });
}
