import { redirect } from '@sveltejs/kit';
import { tapInput } from '#lib/sign-in/server/input.ts';
import { dropCookie, picturesCookie, setCookie } from '../../../cookies.ts';
import { act } from '../../../form.ts';
import { finish } from './finish.ts';
import { readHolder } from './holder.ts';
import { readTaps, TAPS, withTap, writeTaps, type Mode } from './taps.ts';
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
