import { redirect } from '@sveltejs/kit';
import { record } from '#lib/ledger/server/record.ts';
import { deathInput } from '#lib/people/server/input.ts';
import { recordDeath } from '#lib/people/server/residence.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { act } from '../../../../form.ts';
import { readFor } from '../../person-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	...(await readFor(locals, params.id, 'death.record')),
	today: dayOf(locals.now)
});

export const actions: Actions = {
	default: (event) =>
		act(event, deathInput, async (death) => {
			const { locals, params } = event;
			const { person } = await readFor(locals, params.id, 'death.record');
			await record(locals.db, locals.actor, recordDeath, { ...death, personId: person.id }, locals.now);
			redirect(303, `/people/${person.id}?done`);
		})
};
