import { redirect } from '@sveltejs/kit';
import { consentInput } from '#lib/people/server/input.ts';
import { changeConsent, readConsentPage } from '../../../../../consent-page.ts';
import { act } from '../../../../../form.ts';
import { readResident } from '../../reach.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { place: _place, ...person } = await readResident(locals, params.id, 'consent.give');
	return { person, ...(await readConsentPage(locals, person.id, params.purpose)) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, consentInput, async (input) => {
			const { locals, params } = event;
			const { id } = await readResident(locals, params.id, 'consent.give');
			await changeConsent(locals, id, params.purpose, input);
			redirect(303, `/people/${id}/data-request?done`);
		})
};
