import { redirect } from '@sveltejs/kit';
import { listToday } from '#lib/openings/server/today.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { exchangeCard } from '#lib/sign-in/server/cards.ts';
import { cardInput } from '#lib/sign-in/server/input.ts';
import { readLearningPoint } from '#lib/territory/server/points.ts';
import { cardCookie, dropCookie, picturesCookie, setCookie } from '../../cookies.ts';
import { act } from '../../form.ts';
import { originOf } from '../../origin.ts';
import { forgetCard, stepTo } from './begin.ts';
import { forgetSession } from './leaving.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	forgetCard(event);
	forgetSession(event);
	const { db, tablet } = event.locals;
	return {
		staffWay: stepTo('/sign-in/staff', event.url),
		pointName: tablet && (await readLearningPoint(db, tablet.learningPointId)).name,
		someWereHere: tablet !== null && (await listToday(db, tablet.openingId)).length > 0
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, cardInput, async ({ code }) => {
			const { locals, cookies, url } = event;
			await exchangeCard(locals.db, code, originOf(event), locals.now).catch(asWrongField);
			setCookie(cookies, cardCookie(url), code);
			dropCookie(cookies, picturesCookie(url));
			redirect(303, stepTo('/sign-in/pictures', url));
		})
};

/** A code that no card bears was typed wrongly: it stays in the form, to be looked at again. */
function asWrongField(error: unknown): never {
	if (error instanceof DomainError && error.status === 404) throw new DomainError(error.code, 422, error.details);
	throw error;
}
