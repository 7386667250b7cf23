import { placesFor } from '#lib/access/permissions.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { listHostedWards } from '#lib/sign-in/server/ward-opening.ts';
import { COUNTRY, placeLevel, placeTitle, type PlaceKind } from '#lib/territory/place.ts';
import { listProvinces, readPlace } from '#lib/territory/server/places.ts';
import { titleOfPlace } from '../../place-title.ts';
import type { PageServerLoad } from './$types';

/** The wards of a province that work with this installation, and those that do not yet; first which province. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now, language } = locals;
	const today = dayOf(now);
	const held = [...new Set(placesFor(actor, 'ward.read'))].filter((place) => placeLevel(place) !== 'ward');
	if (held.length === 0) throw forbidden();
	const wanted = url.searchParams.get('province') ?? (held.length === 1 && held[0] !== COUNTRY ? held[0] : null);
	if (!wanted) {
		const places = held.includes(COUNTRY)
			? await listProvinces(db, today)
			: await Promise.all(held.map((code) => readPlace(db, code, today)));
		return {
			places: places.map((place) => ({ code: place.code, title: placeTitle(place, language) })),
			province: null
		};
	}
	const wards = await listHostedWards(db, actor, wanted, now);
	return {
		places: null,
		province: {
			title: await titleOfPlace(locals, wanted),
			several: held.length > 1 || held[0] === COUNTRY,
			wards: wards.map(({ name, kind, ...ward }) => ({
				...ward,
				title: placeTitle({ name, kind: kind as PlaceKind }, language)
			}))
		}
	};
};
