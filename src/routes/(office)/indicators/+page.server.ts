import { may } from '#lib/access/permissions.ts';
import { INDICATORS } from '#lib/indicators/catalogue.ts';
import { CRITERIA_SETS, type CriteriaSet } from '#lib/indicators/indicator.ts';
import { readCriteria } from '#lib/indicators/server/criteria.ts';
import { listIndicatorValues } from '#lib/indicators/server/values.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { whyOf } from '../../indicator-words.ts';
import { readAskedDay, readAskedPlace } from './asked.ts';
import type { PageServerLoad } from './$types';

/** All indicators of a ward, province or the country, or those of one set of criteria. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, figures, actor, now, library, language } = locals;
	const place = await readAskedPlace(locals, url.searchParams.get('place'));
	const set = url.searchParams.get('set');
	if (set !== null && !CRITERIA_SETS.includes(set as CriteriaSet)) throw notFound();
	const asOf = readAskedDay(url.searchParams.get('as_of'), now);
	const criteria = await readCriteria(db, place);
	const values = await listIndicatorValues(place.level === 'ward' ? db : figures, place.code, asOf, library);
	const rows = values.flatMap((value) => {
		const indicator = INDICATORS.find(({ id }) => id === value.id);
		const sets = CRITERIA_SETS.filter((one) => criteria[one].includes(value.id));
		if (!indicator || (set !== null && !sets.includes(set as CriteriaSet))) return [];
		const { name, unit, reported } = indicator;
		return [{ value, name: name[language], unit: unit[language], reported, sets, why: whyOf(value, asOf, language) }];
	});
	return {
		place: { code: place.code, title: place.title, level: place.level },
		set: set as CriteriaSet | null,
		asOf,
		today: dayOf(now),
		rows,
		maySet: may(actor, 'target.set', place.target),
		mayGroup: place.level !== 'country' && may(actor, 'criteria.set', place.target)
	};
};
