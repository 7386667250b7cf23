import { placesFor } from '#lib/access/permissions.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { listHostedWards, type HostedWard, type WardState } from '#lib/sign-in/server/ward-opening.ts';
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
	const shown = shownWards(wards, url.searchParams);
	return {
		places: null,
		province: {
			...{ code: wanted, title: await titleOfPlace(locals, wanted), all: wards.length },
			working: wards.filter(({ state }) => state !== 'off').length,
			several: held.length > 1 || held[0] === COUNTRY,
			...shown,
			wards: shown.wards.map(({ name, kind, ...ward }) => ({
				...ward,
				title: placeTitle({ name, kind: kind as PlaceKind }, language)
			}))
		}
	};
};

const ON_A_PAGE = 50;
const STATES: readonly WardState[] = ['on', 'invited', 'off'];

/** The wards of one state, those at work unless told or there are none, fifty on a page. */
function shownWards(all: readonly HostedWard[], search: URLSearchParams) {
	const counts = STATES.map((state) => ({ state, count: all.filter((ward) => ward.state === state).length }));
	const first = counts.find(({ count }) => count > 0)?.state ?? 'off';
	const shown = STATES.find((state) => state === search.get('state')) ?? first;
	const wanted = all.filter(({ state }) => state === shown);
	const pages = Math.max(1, Math.ceil(wanted.length / ON_A_PAGE));
	const page = Math.min(pages, Math.max(1, Math.trunc(Number(search.get('page'))) || 1));
	return { shown, counts, page, pages, wards: wanted.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE) };
}
