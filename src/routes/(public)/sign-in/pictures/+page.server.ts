import { redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/shared/errors.ts';
import { PICTURES } from '#lib/sign-in/pictures.ts';
import { pictureName, sayStep, type Mode } from '#lib/sign-in/said-pictures.ts';
import { tapInput } from '#lib/sign-in/server/input.ts';
import { newToken } from '#lib/sign-in/server/tokens.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { dropCookie, picturesCookie, setCookie } from '../../../cookies.ts';
import { act } from '../../../form.ts';
import { lockEarly } from '../leaving.ts';
import { finish } from './finish.ts';
import { readHolder } from './holder.ts';
import { readTaps, TAPS, withTap, writeTaps } from './taps.ts';
import type { Actions, PageServerLoad } from './$types';

const newKey = () => newToken(16);

export const load: PageServerLoad = async (event) => {
	const { personId, name, pictures, by } = await readHolder(event);
	lockEarly(event);
	const mode: Mode = pictures === 'none' ? 'choose' : 'enter';
	const locked = pictures === 'locked';
	const { pictures: tapped } = readTaps(event.cookies.get(picturesCookie(event.url).name), newKey);
	const taps = tapped.slice(0, TAPS[mode] - 1);
	const { recordingsOf } = event.locals;
	return {
		...{ name, mode, locked, holder: personId, byCard: by !== 'session' },
		mayNod: by === 'card' && event.locals.tablet !== null,
		place: taps.length + 1,
		// What was tapped is shown again only to somebody who is just choosing it, and not while she repeats it.
		chosen: mode === 'choose' && taps.length < 3 ? taps : [],
		recordings: recordingsOf(locked ? m.error_pictures_locked() : sayStep(mode, taps.length + 1)),
		names: PICTURES.map((id) => ({ id, recordings: recordingsOf(pictureName(id)) }))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, tapInput, async ({ picture, place, again, holder: shownTo }) => {
			const { cookies, url } = event;
			const holder = await readHolder(event);
			// In another tab another card was shown since: her pictures are not tried for somebody else.
			if (shownTo !== undefined && shownTo !== holder.personId) throw new DomainError('another_card', 409);
			const cookie = picturesCookie(url);
			const before = readTaps(cookies.get(cookie.name), newKey);
			const pictures = again || !picture ? [] : withTap(before.pictures, place, picture);
			// A first tap begins a try of its own.
			const taps = { key: pictures.length === 1 ? newKey() : before.key, pictures };
			setCookie(cookies, cookie, writeTaps(taps));
			// The cookie goes before the pictures are looked at: right or wrong, the next tap is a first one.
			if (pictures.length >= 3) await finish(event, holder, taps, () => dropCookie(cookies, cookie));
			redirect(303, url.pathname + url.search);
		})
};
