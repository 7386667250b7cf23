import { redirect } from '@sveltejs/kit';
import { refuse } from '#lib/approvals/server/approvals.ts';
import { nothingInput } from '#lib/learning/server/input.ts';
import { act } from '../../../../form.ts';
import { readOpen } from '../../asked.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	asked: await readOpen(locals, params.id, 'second')
});

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params } = event;
			await readOpen(locals, params.id, 'second');
			await refuse(locals.db, locals.actor, params.id, locals.now);
			redirect(303, '/approvals?done');
		})
};
