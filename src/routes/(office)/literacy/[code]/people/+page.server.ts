import { countUnknown, readWithin, withinProvince } from '#lib/indicators/server/standing.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { COUNTRY, placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { standardIn } from '../../../../asked-figure.ts';
import type { PageServerLoad } from './$types';
import { readList } from './list.ts';

/** Of whom in a place nobody knows what they can do, and why; in a ward, or one group of it, lists of its adults too. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, figures, actor, now, language } = locals;
	const standard = await standardIn(locals, params.code, url.searchParams);
	const place = await readPlace(db, params.code, dayOf(now));
	if (place.code === COUNTRY) throw notFound();
	const frame = { code: place.code, title: placeTitle(place, language) };
	if (place.provinceCode === null) {
		const { standings, evidence, ...within } = withinProvince(actor, place.code);
		const counts = await countUnknown(figures, { standings, evidence, ...within }, standard, now);
		return { ...frame, counts, standings, evidence, group: null, list: null };
	}
	const ward = { wardCode: place.code, provinceCode: place.provinceCode };
	const within = await readWithin(db, actor, ward, url.searchParams.get('group') || null);
	return {
		...frame,
		counts: await countUnknown(db, within, standard, now),
		standings: within.standings,
		evidence: within.evidence,
		group: within.groupName === null ? null : { id: within.place, name: within.groupName },
		list: await readList(locals, within, standard, place.code, url)
	};
};
