import { redirect } from '@sveltejs/kit';
import { serviceInput } from '#lib/outreach/server/campaign-input.ts';
import { readOwnService, setService } from '#lib/outreach/server/support-services.ts';
import { act } from '../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	service: await readOwnService(locals.db, locals.actor, params.id)
});

const changeInput = serviceInput.omit({ serviceId: true, place: true });

export const actions: Actions = {
	default: (event) =>
		act(event, changeInput, async (input) => {
			const { db, actor, now } = event.locals;
			const { id, place } = await readOwnService(db, actor, event.params.id);
			await setService(db, actor, { id, place, ...input }, now);
			redirect(303, '/services?saved');
		})
};
