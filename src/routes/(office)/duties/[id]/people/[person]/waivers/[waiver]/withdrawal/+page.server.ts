import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { withdrawWaiver } from '#lib/compliance/server/exceptions.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../../../../../form.ts';
import { aboutOne, readOne } from '../../../bound.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) =>
	aboutOne(await readWaived(locals, params), params.person);

export const actions: Actions = {
	default: (event) =>
		act(event, z.object({}), async () => {
			const { db, actor, now } = event.locals;
			const { id, person, waiver } = event.params;
			await readWaived(event.locals, event.params);
			await withdrawWaiver(db, actor, waiver, now);
			redirect(303, `/duties/${id}/people/${person}`);
		})
};

/** Only one that is in force. */
async function readWaived(locals: App.Locals, params: { id: string; person: string; waiver: string }) {
	const one = await readOne(locals, params, 'cycle.waive');
	if (!one.states.some(({ waiver }) => waiver?.id === params.waiver)) throw notFound();
	return one;
}
