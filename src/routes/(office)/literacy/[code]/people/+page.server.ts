import { may } from '#lib/access/permissions.ts';
import { countUnknown, listAdults, PEOPLE_PAGE, readWithin } from '#lib/indicators/server/standing.ts';
import { readPeopleAsked } from '#lib/indicators/standing.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { listGroups } from '#lib/territory/server/groups.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';
import { readAsked } from '../../../../asked-figure.ts';
import type { PageServerLoad } from './$types';

/** Of whom in a ward, or in one group of it, nobody knows what they can do, and why; and lists of its adults. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, library, now, language } = locals;
	const { standard } = readAsked(library, params.code, url.searchParams);
	const today = dayOf(now);
	const place = await readPlace(db, params.code, today);
	if (place.provinceCode === null) throw notFound();
	const ward = { wardCode: place.code, provinceCode: place.provinceCode };
	const within = await readWithin(db, actor, ward, url.searchParams.get('group') || null);
	const asked = readPeopleAsked(url.searchParams);
	const { people, total } = await listAdults(db, within, standard, asked, now);
	const modules = standard.modules.map((id) => library.modules.find((module) => module.id === id));
	return {
		asked,
		people,
		total,
		pages: Math.ceil(total / PEOPLE_PAGE),
		counts: await countUnknown(db, within, standard, now),
		mayExport: may(actor, 'export.make', within.target) && may(actor, 'roster.read', within.target),
		list: `${place.code}${url.search}`,
		standings: within.standings,
		evidence: within.evidence,
		code: place.code,
		title: placeTitle(place, language),
		group: within.groupName === null ? null : { id: within.place, name: within.groupName },
		groups: (await listGroups(db, place.code, today)).map(({ id, name }) => ({ id, name })),
		modules: modules.flatMap((module) => (module ? [{ id: module.id, title: module.title[language] }] : [])),
		points: (await listLearningPoints(db, [place.code], today)).map(({ id, name }) => ({ id, name }))
	};
};
