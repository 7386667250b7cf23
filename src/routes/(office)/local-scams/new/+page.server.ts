import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { localScamInput } from '#lib/drills/server/input.ts';
import { proposeScam } from '#lib/drills/server/local-scam.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { placeLevel, placeTitle, type Place } from '#lib/territory/place.ts';
import { listWards, readPlace } from '#lib/territory/server/places.ts';
import { act } from '../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, now, language } = locals;
	const today = dayOf(now);
	const held = [...new Set(placesFor(actor, 'local_scam.propose'))].filter(
		(code) => !isId(code) && placeLevel(code) !== 'country'
	);
	if (held.length === 0) throw forbidden();
	const reached = await Promise.all(
		held.map((code): Promise<Place[]> =>
			placeLevel(code) === 'province' ? listWards(db, code, today) : readPlace(db, code, today).then((ward) => [ward])
		)
	);
	return {
		scamId: newId(now),
		wards: reached.flat().map((ward) => ({ code: ward.code, title: placeTitle(ward, language) }))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, localScamInput, async ({ scamId, ...input }) => {
			const { db, actor, now } = event.locals;
			await proposeScam(db, actor, { id: scamId, ...input }, now);
			redirect(303, `/local-scams/${scamId}`);
		})
};
