import { may } from '#lib/access/permissions.ts';
import { readWithin } from '#lib/indicators/server/standing.ts';
import { isTerm } from '#lib/literacy/bridge.ts';
import { BRIDGE_PAGE, listBridgePeople } from '#lib/literacy/server/bridge.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { COUNTRY, placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { readAsked } from '../../../../asked-figure.ts';
import { readSpan } from '../span.ts';
import type { PageServerLoad } from './$types';
import { readWay } from './way.ts';

/** Why a place's figure of one day is another on a later day: of a ward or group by people, of a province by wards. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, figures, actor, library, now, language } = locals;
	const { standard } = readAsked(library, params.code, url.searchParams);
	const today = dayOf(now);
	const { from, to } = readSpan(url.searchParams, today);
	const place = await readPlace(db, params.code, today);
	const title = placeTitle(place, language);

	if (place.provinceCode === null) {
		if (!may(actor, 'figure.explain', { provinceCode: place.code }) || place.code === COUNTRY) throw notFound();
		const way = await readWay(figures, { place: place.code, standard, from, to });
		return { ...way, from, to, today, title, code: place.code, group: null, province: true, chosen: null };
	}

	const ward = { wardCode: place.code, provinceCode: place.provinceCode };
	const within = await readWithin(db, actor, ward, url.searchParams.get('group') || null);
	const span = { place: within.place, standard, from, to };
	const term = url.searchParams.get('term') ?? '';
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const listed = isTerm(term) ? await listBridgePeople(db, span, term, page) : null;
	return {
		...(await readWay(db, span)),
		...{ from, to, today, title, code: place.code, province: false },
		group: within.groupName === null ? null : { id: within.place, name: within.groupName },
		chosen:
			isTerm(term) && listed
				? { ...listed, term, page, pages: Math.ceil(listed.total / BRIDGE_PAGE), evidence: within.evidence }
				: null
	};
};
