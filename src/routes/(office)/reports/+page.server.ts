import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { COUNTRY, placeTitle } from '#lib/territory/place.ts';
import { listProvinces, readPlace } from '#lib/territory/server/places.ts';
import type { PageServerLoad } from './$types';

/** The wards and provinces whose reports somebody may read; where there is one, she is there at once. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, now, language } = locals;
	const today = dayOf(now);
	const codes = [...new Set(placesFor(actor, 'ward_report.read'))];
	const [only] = codes;
	if (codes.length === 1 && only !== COUNTRY) redirect(303, `/reports/${only}`);
	const places = codes.includes(COUNTRY)
		? await listProvinces(db, today)
		: await Promise.all(codes.map((code) => readPlace(db, code, today)));
	return { places: places.map((place) => ({ code: place.code, title: placeTitle(place, language) })) };
};
