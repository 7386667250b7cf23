import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { listCompletions } from '#lib/compliance/server/completions.ts';
import { withdrawCompletion } from '#lib/compliance/server/exceptions.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../../../../../form.ts';
import { aboutOne, readOne } from '../../../bound.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { one, seen } = await readSeen(locals, params);
	return { ...aboutOne(one, params.person), platform: seen.platform, code: seen.code };
};

export const actions: Actions = {
	default: (event) =>
		act(event, z.object({}), async () => {
			const { db, actor, now } = event.locals;
			const { id, person, completion } = event.params;
			await readSeen(event.locals, event.params);
			await withdrawCompletion(db, actor, completion, now);
			redirect(303, `/duties/${id}/people/${person}`);
		})
};

/** Only one that counts. */
async function readSeen(locals: App.Locals, params: { id: string; person: string; completion: string }) {
	const one = await readOne(locals, params, 'completion.see');
	const all = await listCompletions(locals.db, params.id, params.person);
	const seen = all.find(({ id }) => id === params.completion);
	if (!seen) throw notFound();
	return { one, seen };
}
