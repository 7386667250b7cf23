import { redirect, type RequestEvent } from '@sveltejs/kit';
import { DomainError } from '#lib/shared/errors.ts';
import { threePictures, tooEasy } from '#lib/sign-in/pictures.ts';
import { checkPictures, setPictures } from '#lib/sign-in/server/pictures.ts';
import { originOf } from '../../../origin.ts';
import { beginSession, keepHeldCard, wayIn } from '../begin.ts';
import type { Holder } from './holder.ts';
import { isRepeated, TAPS, type Taps } from './taps.ts';

/**
 * Looks at three pictures once they are there: signs in with the right ones, sets the ones that were chosen twice.
 * Returns while a first choice is still to be repeated; otherwise leads on, or throws what is wrong with them. `forget`
 * drops the taps, before anything is looked at.
 */
export async function finish(
	event: RequestEvent,
	holder: Holder,
	{ key, pictures: taps }: Taps,
	forget: () => void
): Promise<void> {
	const three = taps.slice(0, 3);
	if (holder.pictures === 'none') {
		const chosen = threePictures(three);
		const isBad = chosen === null || tooEasy(chosen);
		if (!isBad && taps.length < TAPS.choose) return;
		forget();
		if (isBad) throw new DomainError('pictures_too_easy', 422);
		if (!isRepeated(taps)) throw new DomainError('pictures_differ', 422);
		await setOrCheck(event, holder, three, key);
	} else {
		forget();
		await check(event, holder, three, key);
	}
	if (holder.by !== 'session') {
		await beginSession(event, holder.personId, 'pictures');
		// Only on a device of her own: the next one at a shared tablet must find no card on it.
		if (!event.locals.tablet) keepHeldCard(event, holder.card);
	}
	redirect(303, await wayIn(event, holder.personId, 'pictures'));
}

/** The last tap sent twice at once sets them once; the other one finds them set, and right. */
async function setOrCheck(event: RequestEvent, holder: Holder, three: readonly string[], key: string): Promise<void> {
	const { db, now } = event.locals;
	await setPictures(db, holder.actor, holder.personId, three, now).catch((error: unknown) => {
		if (!(error instanceof DomainError) || error.code !== 'pictures_already_set') throw error;
		return check(event, holder, three, key);
	});
}

function check(
	event: RequestEvent,
	{ personId, wardCode }: Holder,
	three: readonly string[],
	key: string
): Promise<void> {
	const origin = { ...originOf(event), ward: wardCode };
	return checkPictures(event.locals.db, personId, three, origin, event.locals.now, key);
}
