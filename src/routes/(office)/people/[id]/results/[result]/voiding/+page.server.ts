import { redirect } from '@sveltejs/kit';
import { record } from '#lib/ledger/server/record.ts';
import { voidResult } from '#lib/learning/server/corrections.ts';
import { voidingInput } from '#lib/learning/server/input.ts';
import { act } from '../../../../../../form.ts';
import { readResult } from '../result-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => readResult(locals, params);

export const actions: Actions = {
	default: (event) =>
		act(event, voidingInput, async (voiding) => {
			const { locals, params } = event;
			const { person, result } = await readResult(locals, params);
			const input = { ...voiding, personId: person.id, resultId: result.id };
			await record(locals.db, locals.actor, voidResult, input, locals.now);
			redirect(303, `/people/${person.id}?done`);
		})
};
