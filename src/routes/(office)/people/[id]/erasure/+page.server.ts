import { redirect } from '@sveltejs/kit';
import { record } from '#lib/ledger/server/record.ts';
import { personEventInput } from '#lib/people/server/input.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { act } from '../../../../form.ts';
import { readFor } from '../../person-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => readFor(locals, params.id, 'person.erase');

export const actions: Actions = {
	default: (event) =>
		act(event, personEventInput, async ({ eventId }) => {
			const { locals, params } = event;
			const { person } = await readFor(locals, params.id, 'person.erase');
			await record(locals.db, locals.actor, erasePerson, { eventId, personId: person.id }, locals.now);
			redirect(303, `/people/${person.id}?done`);
		})
};
