import { placesFor } from '#lib/access/permissions.ts';
import { findProgress, listWardProgress } from '#lib/indicators/server/recheck-progress.ts';
import { listRechecks } from '#lib/indicators/server/recheck.ts';
import { listRounds } from '#lib/indicators/server/round.ts';
import { forbidden, notFound } from '#lib/shared/errors.ts';
import { compareNames, placeLevel } from '#lib/territory/place.ts';
import { titleOfPlace } from '../../place-title.ts';
import type { PageServerLoad } from './$types';

/** Draws for a re-check: a province's by ward, those of a ward list by list, each with how far its witnesses are. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor } = locals;
	const places = placesFor(actor, 'recheck.read');
	if (places.length === 0) throw forbidden();
	const ward = url.searchParams.get('ward');
	if (ward !== null && placeLevel(ward) !== 'ward') throw notFound();
	const byWard = ward === null && places.some((place) => placeLevel(place) !== 'ward');
	const rechecks = byWard ? [] : await listRechecks(db, actor, ward);
	const progress = await findProgress(
		db,
		rechecks.map(({ id }) => id)
	);
	const wards = byWard ? await listWardProgress(db, actor) : null;
	return {
		mayDraw: placesFor(actor, 'recheck.draw').length > 0,
		seesSignals: placesFor(actor, 'signal.read').length > 0,
		ofWard: ward !== null,
		rounds:
			ward === null
				? await Promise.all(
						(await listRounds(db, actor)).map(async (round) => ({
							...round,
							title: await titleOfPlace(locals, round.provinceCode)
						}))
					)
				: [],
		wards:
			wards &&
			(await Promise.all(wards.map(async (one) => ({ ...one, title: await titleOfPlace(locals, one.wardCode) })))).sort(
				(a, b) => compareNames(a.title, b.title)
			),
		rechecks: await Promise.all(
			rechecks.map(async ({ id, groupId, wardCode, asOf, size, people }) => ({
				...{ id, asOf, people, drawn: Math.min(size, people), progress: progress.get(id) ?? null },
				title: await titleOfPlace(locals, groupId ?? wardCode)
			}))
		)
	};
};
