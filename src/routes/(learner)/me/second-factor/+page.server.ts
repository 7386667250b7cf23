import { redirect } from '@sveltejs/kit';
import { newFactorInput } from '#lib/sign-in/server/input.ts';
import { offerSecondFactor } from '#lib/sign-in/server/second-factor.ts';
import { countRecoveryCodes, findSecondFactor } from '#lib/sign-in/server/second-factor-state.ts';
import { act } from '../../../form.ts';
import { whoIsHere } from '../staff.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { id } = whoIsHere(locals);
	return {
		since: (await findSecondFactor(locals.db, id))?.since ?? null,
		codesLeft: await countRecoveryCodes(locals.db, id),
		missing: locals.secondFactorMissing
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, newFactorInput, async ({ oneTimeCode }) => {
			const { locals } = event;
			await offerSecondFactor(locals.db, whoIsHere(locals), oneTimeCode, event.getClientAddress(), locals.now);
			redirect(303, '/me/second-factor/confirmation');
		})
};
