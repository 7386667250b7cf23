import type { RequestEvent } from '@sveltejs/kit';
import { writeNumber } from '#lib/sign-in/card-code.ts';
import { findUnheldCard } from '#lib/sign-in/server/blank-cards.ts';
import { blankCardCookie, dropCookie, setCookie } from './cookies.ts';

type Device = Pick<RequestEvent, 'cookies' | 'url' | 'locals'>;

/** A blank card was scanned here: its token waits on this device until somebody registers with it. */
export function keepBlankCard({ cookies, url }: Device, token: string): void {
	setCookie(cookies, blankCardCookie(url), token);
}

export function forgetBlankCard({ cookies, url }: Device): void {
	dropCookie(cookies, blankCardCookie(url));
}

/** The blank card that was scanned here a moment ago, if nobody holds it yet. */
export async function findScanned({ cookies, url, locals }: Device) {
	const token = cookies.get(blankCardCookie(url).name);
	return token ? findUnheldCard(locals.db, token) : null;
}

/** Its running number, to stand in the form of somebody of this ward; empty without one. */
export async function scannedNumber(event: Device, wardCode: string): Promise<string> {
	const card = await findScanned(event);
	return card?.wardCode === wardCode ? writeNumber(card.number) : '';
}
