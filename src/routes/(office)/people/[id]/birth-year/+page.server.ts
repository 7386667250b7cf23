import { redirect } from '@sveltejs/kit';
import { record } from '#lib/ledger/server/record.ts';
import { correctBirthYear } from '#lib/people/server/corrections.ts';
import { birthYearInput } from '#lib/people/server/input.ts';
import { act } from '../../../../form.ts';
import { readFor } from '../../person-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => readFor(locals, params.id, 'person.correct');

export const actions: Actions = {
	default: (event) =>
		act(event, birthYearInput, async (input) => {
			const { locals, params } = event;
			const { person } = await readFor(locals, params.id, 'person.correct');
			await record(locals.db, locals.actor, correctBirthYear, { ...input, personId: person.id }, locals.now);
			redirect(303, `/people/${person.id}?done`);
		})
};
