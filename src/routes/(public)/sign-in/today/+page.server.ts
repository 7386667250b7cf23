import { redirect } from '@sveltejs/kit';
import { todayInput } from '#lib/openings/server/input.ts';
import { listToday, wasHereToday } from '#lib/openings/server/today.ts';
import { notFound } from '#lib/shared/errors.ts';
import { cardCookie, dropCookie, picturesCookie, setCookie } from '../../../cookies.ts';
import { act } from '../../../form.ts';
import { forgetCard } from '../begin.ts';
import { FROM_LIST } from '../pictures/holder.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who has been on a tablet of this opening: she taps her name instead of showing her card again, then her pictures. */
export const load: PageServerLoad = async (event) => {
	const { db, tablet } = event.locals;
	if (!tablet) redirect(303, '/');
	forgetCard(event);
	return { people: await listToday(db, tablet.openingId) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, todayInput, async ({ person }) => {
			const { locals, cookies, url } = event;
			const { db, tablet } = locals;
			if (!tablet || !(await wasHereToday(db, tablet.openingId, person))) throw notFound();
			setCookie(cookies, cardCookie(url), FROM_LIST + person);
			dropCookie(cookies, picturesCookie(url));
			redirect(303, '/sign-in/pictures');
		})
};
