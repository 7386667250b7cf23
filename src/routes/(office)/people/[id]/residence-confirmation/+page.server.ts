import { redirect } from '@sveltejs/kit';
import { record } from '#lib/ledger/server/record.ts';
import { findClaim } from '#lib/people/server/claims.ts';
import { confirmationInput } from '#lib/people/server/input.ts';
import { confirmResidence } from '#lib/people/server/residence.ts';
import { act } from '../../../../form.ts';
import { readFor } from '../../person-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const shown = await readFor(locals, params.id, 'residence.confirm');
	return { ...shown, claim: await findClaim(locals.db, shown.person.id) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, confirmationInput, async ({ eventId, groupId }) => {
			const { locals, params } = event;
			const { person } = await readFor(locals, params.id, 'residence.confirm');
			const confirmation = { eventId, groupId, personId: person.id };
			await record(locals.db, locals.actor, confirmResidence, confirmation, locals.now);
			redirect(303, '/residences?confirmed');
		})
};
