import { redirect } from '@sveltejs/kit';
import { leaveClass } from '#lib/classes/server/enrolment.ts';
import { readForHer } from '#lib/classes/server/own.ts';
import { nothingInput } from '#lib/learning/server/input.ts';
import { act } from '../../../../../form.ts';
import { learnerId } from '../../../../learner.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { one, enrolled } = await readForHer(locals.db, learnerId(locals), params.id, locals.now);
	if (!enrolled) redirect(303, `/me/classes/${one.id}`);
	return { id: one.id, name: one.name };
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { db, actor, now } = event.locals;
			await leaveClass(db, actor, event.params.id, now);
			redirect(303, '/me/classes');
		})
};
