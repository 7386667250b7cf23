import type { Standard } from '#lib/curriculum/content.ts';
import { readPartsAsked, showParts, type Part } from '#lib/indicators/parts.ts';
import type { PlaceFigure } from '#lib/indicators/server/place-figure.ts';
import { readTrends } from '#lib/literacy/server/trend.ts';
import { listOtherAges } from '#lib/territory/server/age-rules.ts';
import { COUNTRY, placeLevel, placeTitle, type PlaceKind } from '#lib/territory/place.ts';

/**
 * The parts of a place in the order that the address asks for. Trends are for whose role reaches the place: a month's
 * change of a public figure could point at somebody. The country has none, it would be summed twice.
 */
export async function partsOf(
	{ db, language }: Pick<App.Locals, 'db' | 'language'>,
	standard: Standard,
	{ figure, explained }: PlaceFigure,
	query: string,
	search: URLSearchParams
) {
	const { code } = figure.place;
	const inWard = placeLevel(code) === 'ward';
	const trends =
		explained && code !== COUNTRY
			? await readTrends(db, code, { ...standard, ageFrom: figure.ageFrom }, figure.asOf)
			: null;
	const otherAges = code === COUNTRY ? await listOtherAges(db, figure.ageFrom, figure.asOf) : null;
	const parts = figure.parts.map((part): Part => {
		const { name, kind } = part.place;
		const otherAge = otherAges?.get(part.place.code);
		const nothing = trends?.days.map(() => 0) ?? null;
		return {
			figure: part,
			title: inWard ? name : placeTitle({ name, kind: kind as PlaceKind }, language),
			href: `${inWard ? '/groups' : '/literacy'}/${part.place.code}${query}`,
			trend: trends?.attained.get(part.place.code) ?? nothing,
			...(otherAge !== undefined && { otherAge })
		};
	});
	const shares = parts.flatMap(({ figure: { adults }, trend }) =>
		adults && trend ? trend.map((people) => people / adults) : []
	);
	return {
		all: parts.length,
		shown: showParts(parts, readPartsAsked(search)),
		top: trends ? Math.min(1, Math.max(0.1, ...shares)) : null,
		unsplit: parts.some((part) => part.figure.adults !== null && part.figure.witnessed === null)
	};
}
