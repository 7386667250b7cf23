import { redirect } from '@sveltejs/kit';
import { writeOffBlankCards } from '#lib/sign-in/server/blank-cards.ts';
import { readBatch } from '#lib/sign-in/server/card-batches.ts';
import { writeOffInput } from '#lib/sign-in/server/input.ts';
import { act } from '../../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { batch, cards } = await readBatch(locals.db, locals.actor, params.id);
	return { batch, unused: cards.filter(({ state }) => state === 'unused').map(({ number }) => number) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, writeOffInput, async (input) => {
			const { locals, params } = event;
			const { batch } = await readBatch(locals.db, locals.actor, params.id);
			const count = await writeOffBlankCards(locals.db, locals.actor, batch.id, input, locals.now);
			redirect(303, `/cards/batches/${batch.id}?written=${count}`);
		})
};
