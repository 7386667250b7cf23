import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { rosterInput } from '#lib/rosters/server/input.ts';
import { sendRoster } from '#lib/rosters/server/send.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../form.ts';
import { readPlacesToChoose } from '../../../places-to-choose.ts';
import type { Actions, PageServerLoad } from './$types';

/** A file with residents is sent: of which ward, and of which group where its rows do not say. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const held = placesFor(locals.actor, 'roster.import');
	const choice = await readPlacesToChoose(locals, held, url.searchParams.get('ward') || null);
	return { choice, rosterId: newId(locals.now) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, rosterInput, async (input, form) => {
			const { db, actor, now } = event.locals;
			const file = form.get('file');
			// No file is an empty one: who may send it is asked first.
			const bytes = new Uint8Array(file instanceof File ? await file.arrayBuffer() : []);
			const fileName = file instanceof File ? file.name : '';
			await sendRoster(db, actor, { ...input, fileName, bytes }, now);
			redirect(303, `/rosters/${input.rosterId}/mapping`);
		})
};
