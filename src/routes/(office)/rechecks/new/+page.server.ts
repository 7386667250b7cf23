import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { drawRecheck } from '#lib/indicators/server/recheck.ts';
import { recheckInput } from '#lib/indicators/server/recheck-input.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../form.ts';
import { readPlacesToChoose } from '../../../places-to-choose.ts';
import type { Actions, PageServerLoad } from './$types';

/** The province draws in a ward, or in one of its groups. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const held = placesFor(locals.actor, 'recheck.draw');
	if (held.length === 0) throw forbidden();
	return {
		recheckId: newId(locals.now),
		choice: await readPlacesToChoose(locals, held, url.searchParams.get('ward'))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, recheckInput, async ({ recheckId, way, ...input }) => {
			const { db, actor, now, library } = event.locals;
			const standard = residentsStandard(library);
			await drawRecheck(db, actor, standard, { id: recheckId, weighted: way === 'weighted', ...input }, now);
			redirect(303, `/rechecks/${recheckId}`);
		})
};
