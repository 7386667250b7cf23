import { redirect } from '@sveltejs/kit';
import { nothingInput } from '#lib/learning/server/input.ts';
import { joinOpening, readInvitation } from '#lib/openings/server/tablet.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { readLearningPoint } from '#lib/territory/server/points.ts';
import { setCookie, tabletCookie } from '../../../cookies.ts';
import { act } from '../../../form.ts';
import { originOf } from '../../../origin.ts';
import { endSessionHere } from '../../sign-in/leaving.ts';
import type { Actions, PageServerLoad } from './$types';

/** The address in the QR on the trainer's phone. Only the button joins: programs that preview links open them with GET. */
export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const { learningPointId } = await readInvitation(db, event.params.code, originOf(event), now);
	return { pointName: (await readLearningPoint(db, learningPointId)).name };
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params, cookies, url } = event;
			const { db, actor, tablet, now } = locals;
			// Somebody's own phone, most likely the trainer's who shows the QR.
			if (actor.kind === 'person' && actor.grants.length > 0) throw new DomainError('join_own_device', 409);
			const joined = await joinOpening(db, params.code, originOf(event), tablet, now);
			if (joined) {
				await endSessionHere(event);
				setCookie(cookies, tabletCookie(url), joined.token);
			}
			redirect(303, '/sign-in');
		})
};
