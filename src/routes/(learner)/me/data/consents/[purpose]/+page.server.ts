import { redirect } from '@sveltejs/kit';
import { consentInput } from '#lib/people/server/input.ts';
import { changeConsent, readConsentPage } from '../../../../../consent-page.ts';
import { act } from '../../../../../form.ts';
import { learnerId } from '../../../../learner.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => readConsentPage(locals, learnerId(locals), params.purpose);

export const actions: Actions = {
	default: (event) =>
		act(event, consentInput, async (input) => {
			const { locals, params } = event;
			const said = await changeConsent(locals, learnerId(locals), params.purpose, input);
			// Whoever no longer agrees to learn here is signed out everywhere.
			redirect(303, said === 'withdrawn' && params.purpose === 'learning' ? '/' : '/me/data?done=consent');
		})
};
