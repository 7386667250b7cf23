import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { drawRecheck } from '#lib/indicators/server/recheck.ts';
import { drawRound } from '#lib/indicators/server/recheck-round.ts';
import { recheckInput } from '#lib/indicators/server/recheck-input.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { standardIn } from '../../../asked-figure.ts';
import { act } from '../../../form.ts';
import { titleOfPlace } from '../../../place-title.ts';
import { readPlacesToChoose } from '../../../places-to-choose.ts';
import type { Actions, PageServerLoad } from './$types';

/** The province draws in a ward, in one of its groups, or in all groups of the province at once. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const held = placesFor(locals.actor, 'recheck.draw');
	if (held.length === 0) throw forbidden();
	const provinces = held.filter((place) => placeLevel(place) === 'province');
	return {
		provinces: await Promise.all(provinces.map(async (code) => ({ code, title: await titleOfPlace(locals, code) }))),
		recheckId: newId(locals.now),
		choice: await readPlacesToChoose(locals, held, url.searchParams.get('ward'))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, recheckInput, async ({ recheckId, way, ...input }) => {
			const { db, actor, now } = event.locals;
			const standard = await standardIn(event.locals, input.place);
			if (placeLevel(input.place) === 'province') {
				const round = { id: recheckId, provinceCode: input.place, size: input.size, weighted: way === 'weighted' };
				await drawRound(db, actor, standard, round, now);
				redirect(303, `/rechecks/rounds/${recheckId}?drawn`);
			}
			await drawRecheck(db, actor, standard, { id: recheckId, weighted: way === 'weighted', ...input }, now);
			redirect(303, `/rechecks/${recheckId}`);
		})
};
