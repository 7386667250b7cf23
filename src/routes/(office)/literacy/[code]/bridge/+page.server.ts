import { may } from '#lib/access/permissions.ts';
import { readWithin } from '#lib/indicators/server/standing.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { COUNTRY, placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { withAgeRule } from '#lib/territory/server/age-rules.ts';
import { readAsked } from '../../../../asked-figure.ts';
import { readSpan } from '../span.ts';
import type { PageServerLoad } from './$types';
import { readChosen } from './chosen.ts';
import { readWay, spanOf } from './way.ts';

/** Why a place's figure of one day is another on a later day: of a ward or group by people, of larger places by parts. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, figures, actor, library, now, language } = locals;
	const today = dayOf(now);
	const days = readSpan(url.searchParams, today);
	const asked = readAsked(library, params.code, url.searchParams);
	// Both days by one rule, that of the later one: else people would come and go who did neither.
	const standard = await withAgeRule(db, asked.standard, params.code, days.to);
	const place = await readPlace(db, params.code, today);
	const earlier = await withAgeRule(db, asked.standard, params.code, days.from);
	const otherAge = earlier.ageFrom === standard.ageFrom ? null : standard.ageFrom;
	const frame = { ...days, today, otherAge, title: placeTitle(place, language), code: place.code };

	if (place.provinceCode === null) {
		const target = place.code === COUNTRY ? {} : { provinceCode: place.code };
		if (!may(actor, 'figure.explain', target)) throw notFound();
		const span = await spanOf(figures, { place: place.code, standard, ...days });
		return {
			...(await readWay(figures, span)),
			...{ ...frame, group: null, level: place.code === COUNTRY ? ('country' as const) : ('province' as const) },
			...{ chosen: await readChosen(figures, span, url.searchParams, { named: false }), evidence: false }
		};
	}

	const ward = { wardCode: place.code, provinceCode: place.provinceCode };
	const within = await readWithin(db, actor, ward, url.searchParams.get('group') || null);
	const span = await spanOf(db, { place: within.place, standard, ...days });
	return {
		...(await readWay(db, span)),
		...{ ...frame, level: 'ward' as const },
		group: within.groupName === null ? null : { id: within.place, name: within.groupName },
		...{ chosen: await readChosen(db, span, url.searchParams, { named: true }), evidence: within.evidence }
	};
};
