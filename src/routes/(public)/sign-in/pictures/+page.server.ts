import { redirect, type RequestEvent } from '@sveltejs/kit';
import { DomainError } from '#lib/shared/errors.ts';
import { threePictures, tooEasy } from '#lib/sign-in/pictures.ts';
import { tapInput } from '#lib/sign-in/server/input.ts';
import { checkPictures, setPictures } from '#lib/sign-in/server/pictures.ts';
import { dropCookie, picturesCookie, setCookie } from '../../../cookies.ts';
import { act } from '../../../form.ts';
import { beginSession, wayIn } from '../begin.ts';
import { readHolder, type Holder } from './holder.ts';
import { isRepeated, readTaps, TAPS, withTap, writeTaps, type Mode } from './taps.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { name, pictures, byCard } = await readHolder(event);
	const mode: Mode = pictures === 'none' ? 'choose' : 'enter';
	const taps = readTaps(event.cookies.get(picturesCookie(event.url).name)).slice(0, TAPS[mode] - 1);
	// What was tapped is shown again only to somebody who is just choosing it, and not while she repeats it.
	const chosen = mode === 'choose' && taps.length < 3 ? taps : [];
	return { name, mode, byCard, locked: pictures === 'locked', place: taps.length + 1, chosen };
};

export const actions: Actions = {
	default: (event) =>
		act(event, tapInput, async ({ picture, place, again }) => {
			const { cookies, url } = event;
			const holder = await readHolder(event);
			const cookie = picturesCookie(url);
			const before = readTaps(cookies.get(cookie.name));
			const taps = again || !picture ? [] : withTap(before, place, picture);
			setCookie(cookies, cookie, writeTaps(taps));
			// The cookie goes before the pictures are looked at: right or wrong, the next tap is a first one.
			if (taps.length >= 3) await finish(event, holder, taps, () => dropCookie(cookies, cookie));
			redirect(303, url.pathname + url.search);
		})
};

async function finish(event: RequestEvent, holder: Holder, taps: readonly string[], forget: () => void): Promise<void> {
	const { locals } = event;
	const three = taps.slice(0, 3);
	if (holder.pictures !== 'none') {
		forget();
		await checkPictures(locals.db, holder.personId, three, event.getClientAddress(), locals.now);
	} else {
		const chosen = threePictures(three);
		const isBad = chosen === null || tooEasy(chosen);
		if (!isBad && taps.length < TAPS.choose) return;
		forget();
		if (isBad) throw new DomainError('pictures_too_easy', 422);
		if (!isRepeated(readTaps(taps.join('.')))) throw new DomainError('pictures_differ', 422);
		await setPictures(locals.db, holder.actor, holder.personId, three, locals.now);
	}
	if (holder.byCard) await beginSession(event, holder.personId, 'pictures');
	redirect(303, await wayIn(event, holder.personId, 'pictures'));
}
