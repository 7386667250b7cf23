import { redirect } from '@sveltejs/kit';
import { nothingInput } from '#lib/learning/server/input.ts';
import { readOwnSupport, withdrawSupport } from '#lib/outreach/server/support.ts';
import { listServiceNames } from '#lib/outreach/server/support-services.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor } = locals;
	const { serviceId, personId, actions, on } = await readOwnSupport(db, actor.id, params.id);
	return {
		service: (await listServiceNames(db)).get(serviceId) ?? '',
		name: personId === null ? null : ((await namesOf(db, [personId])).get(personId) ?? null),
		actions,
		on
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params } = event;
			await withdrawSupport(locals.db, locals.actor, params.id, locals.now);
			redirect(303, '/support?withdrawn');
		})
};
