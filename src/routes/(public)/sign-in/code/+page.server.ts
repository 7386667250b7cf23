import { redirect, type RequestEvent } from '@sveltejs/kit';
import { oneTimeCodeInput } from '#lib/sign-in/server/input.ts';
import { checkSecondFactor } from '#lib/sign-in/server/second-factor.ts';
import { endSession, findHalfWay } from '#lib/sign-in/server/sessions.ts';
import { halfWayCookie } from '../../../cookies.ts';
import { act } from '../../../form.ts';
import { enter, stepTo } from '../begin.ts';
import type { Actions, PageServerLoad } from './$types';

/** The second step, for whoever has taken the first within ten minutes. */
export const load: PageServerLoad = async (event) => {
	await readHalfWay(event);
};

export const actions: Actions = {
	default: (event) =>
		act(event, oneTimeCodeInput, async ({ oneTimeCode }) => {
			const { locals } = event;
			const { id, personId, method } = await readHalfWay(event);
			await checkSecondFactor(locals.db, personId, oneTimeCode, event.getClientAddress(), locals.now);
			await endSession(locals.db, id);
			redirect(303, await enter(event, personId, { method, secondFactor: true }));
		})
};

async function readHalfWay({ locals, cookies, url }: RequestEvent) {
	const token = cookies.get(halfWayCookie(url).name);
	const half = token ? await findHalfWay(locals.db, token, locals.now) : null;
	// The button was tapped twice, or she waited too long.
	if (!half) redirect(303, locals.signIn ? '/' : stepTo('/sign-in/staff', url));
	return half;
}
