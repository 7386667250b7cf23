import { readPlaceFigure } from '#lib/indicators/server/place-figure.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { COUNTRY, placeTitle } from '#lib/territory/place.ts';
import { findPlaces } from '#lib/territory/server/places.ts';
import { readAsked } from '../../asked-figure.ts';
import type { PageServerLoad } from './$types';

const LONGEST = 100;

/** Finds a place by what somebody types; below it, the whole country's figure. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, figures, library, actor, now, language } = locals;
	const today = dayOf(now);
	const typed = (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, LONGEST);
	const found = typed === '' ? [] : await findPlaces(db, typed, today);
	const { figure } = await readPlaceFigure(db, figures, actor, readAsked(library, COUNTRY, new URLSearchParams()), now);
	return {
		typed,
		found: found.map((place) => ({
			href: `/literacy/${place.code}`,
			title: placeTitle(place, language),
			within: place.province && placeTitle(place.province, language)
		})),
		country: { ...figure, parts: [] },
		countryTitle: placeTitle({ name: figure.place.name, kind: 'quoc_gia' }, language),
		closed: figure.asOf < today
	};
};
