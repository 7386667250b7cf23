import { may } from '#lib/access/permissions.ts';
import { readPlaceRecheck } from '#lib/indicators/server/place-recheck.ts';
import { countUnknown, readWithin } from '#lib/indicators/server/standing.ts';
import { readPlaceFigure } from '#lib/indicators/server/place-figure.ts';
import { dayOf, lastClosedDay } from '#lib/shared/dates.ts';
import { COUNTRY, placeLevel, placeTitle, type PlaceKind } from '#lib/territory/place.ts';
import { readAsked, standardIn } from '../../../asked-figure.ts';
import type { PageServerLoad } from './$types';
import { looksAt } from './looks-at.ts';
import { partsOf } from './parts-of.ts';

/** The share of a place's adults who reached the standard, as this reader may see it, with its parts. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, figures, library, actor, now, language } = locals;
	const wanted = readAsked(library, params.code, url.searchParams);
	const place = await readPlaceFigure(db, figures, actor, wanted, now);
	const { figure, above, explained } = place;

	const titleOf = ({ name, kind }: { name: string; kind: string }) =>
		placeTitle({ name, kind: kind as PlaceKind }, language);
	const level = placeLevel(params.code) ?? 'ward';
	const query = wanted.asOf === null ? '' : `?as_of=${figure.asOf}`;
	const unknownOf = async () => {
		const ward = { wardCode: params.code, provinceCode: above[0]?.code ?? '' };
		const within = await readWithin(db, actor, ward, null);
		return {
			counts: await countUnknown(db, within, await standardIn(locals, params.code, url.searchParams), now),
			standings: within.standings
		};
	};
	const newest = explained ? dayOf(now) : lastClosedDay(now);
	return {
		figure: { ...figure, parts: [] },
		unknown: explained && level === 'ward' && wanted.asOf === null ? await unknownOf() : null,
		recheck: wanted.asOf === null ? await readPlaceRecheck(db, params.code, explained, figure, now) : null,
		title: titleOf(figure.place),
		level,
		standard: { name: wanted.standard.name },
		above: above.map((place) => ({ title: titleOf(place), href: `/literacy/${place.code}${query}` })),
		...(await partsOf(locals, wanted.standard, place, query, url.searchParams)),
		explained,
		closed: figure.asOf < dayOf(now),
		newest,
		asOfAsked: wanted.asOf,
		query,
		looks: looksAt(actor, params.code, above),
		settings: level === 'province' && may(actor, 'province.set', { provinceCode: params.code }),
		isCountry: params.code === COUNTRY,
		json: `/api/literacy/${params.code}${query}`
	};
};
