import { gainedIn, showParts, type Part } from '#lib/indicators/parts.ts';
import { readPlaceFigure } from '#lib/indicators/server/place-figure.ts';
import { writeMoment } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeLevel, placeTitle, type PlaceKind } from '#lib/territory/place.ts';
import { readTrends } from '#lib/literacy/server/trend.ts';
import { readAsked } from '../../../../asked-figure.ts';
import type { PageServerLoad } from './$types';

const SECONDS = 60;
const SHOWN = 10;

/** A place's figure for a screen on a wall: large, without names of people, fetched anew every minute. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { db, figures, library, actor, now, language } = locals;
	const wanted = readAsked(library, params.code, new URLSearchParams());
	const { figure, explained } = await readPlaceFigure(db, figures, actor, wanted, now);
	const level = placeLevel(params.code);
	if (!explained || (level !== 'ward' && level !== 'province')) throw notFound();
	setHeaders({ refresh: String(SECONDS) });

	const trends = await readTrends(db, params.code, { ...wanted.standard, ageFrom: figure.ageFrom }, figure.asOf);
	const titleOf = ({ name, kind }: { name: string; kind: string }) =>
		placeTitle({ name, kind: kind as PlaceKind }, language);
	const parts = figure.parts.map((part): Part => {
		const title = level === 'ward' ? part.place.name : titleOf(part.place);
		return { figure: part, title, href: '', trend: trends.attained.get(part.place.code) ?? null };
	});
	const helped = showParts(parts, { sort: 'help', down: true, show: 'behind', page: 1 });
	return {
		figure: { ...figure, parts: [] },
		title: titleOf(figure.place),
		level,
		gained: parts.reduce((sum, part) => sum + (gainedIn(part) ?? 0), 0),
		behind: helped.parts.slice(0, SHOWN).map(({ figure, title }) => ({ figure: { ...figure, parts: [] }, title })),
		counts: helped.counts,
		at: writeMoment(now)
	};
};
