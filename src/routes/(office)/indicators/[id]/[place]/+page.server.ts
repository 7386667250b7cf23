import { may } from '#lib/access/permissions.ts';
import { isComputed } from '#lib/indicators/catalogue.ts';
import { listEntries } from '#lib/indicators/server/entered.ts';
import { listSetTargets } from '#lib/indicators/server/targets.ts';
import { listIndicatorValues, listWardValues } from '#lib/indicators/server/values.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { compareNames, placeTitle } from '#lib/territory/place.ts';
import { listWards } from '#lib/territory/server/places.ts';
import { whyOf } from '../../../../indicator-words.ts';
import { readAskedDay, readAskedPlace, readIndicator } from '../../asked.ts';
import type { PageServerLoad } from './$types';

/** One indicator of one place: how it stands, what was promised, what was entered, ward by ward. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, figures, actor, now, library, language } = locals;
	const place = await readAskedPlace(locals, params.place);
	const indicator = readIndicator(params.id);
	const asOf = readAskedDay(url.searchParams.get('as_of'), now);
	const from = place.level === 'ward' ? db : figures;
	const value = (await listIndicatorValues(from, place.code, asOf, library)).find(({ id }) => id === indicator.id);
	if (!value) throw notFound();
	const isEntered = !isComputed(indicator) && place.level === 'ward';
	return {
		asOf,
		today: dayOf(now),
		value,
		why: whyOf(value, asOf, language),
		indicator: { id: indicator.id, name: indicator.name[language], unit: indicator.unit[language] },
		place: { code: place.code, title: place.title },
		targets: await listSetTargets(db, indicator.id, place.code),
		entries: isEntered ? await listEntries(db, indicator.id, place.code) : null,
		wards: place.level === 'province' ? await readWards() : null,
		maySet: may(actor, 'target.set', place.target),
		mayEnter: isEntered && may(actor, 'indicator.enter', place.target)
	};

	async function readWards() {
		const values = await listWardValues(figures, indicator, place.code, asOf, library);
		return (await listWards(db, place.code, asOf))
			.flatMap((ward) => {
				const one = values.get(ward.code);
				return one ? [{ code: ward.code, title: placeTitle(ward, language), value: one }] : [];
			})
			.sort((a, b) => isSilent(a.value) - isSilent(b.value) || compareNames(a.title, b.title));
	}
};

function isSilent({ denominator }: { denominator: number | null }): number {
	return Number(denominator === null);
}
