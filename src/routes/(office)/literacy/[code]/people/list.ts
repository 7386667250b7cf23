import { may } from '#lib/access/permissions.ts';
import type { Standard } from '#lib/curriculum/content.ts';
import { listAdults, PEOPLE_PAGE, type Within } from '#lib/indicators/server/standing.ts';
import { readPeopleAsked } from '#lib/indicators/standing.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { listGroups } from '#lib/territory/server/groups.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';

/** The people of a ward, or of one group of it, that an address asks for, and by what else they can be cut. */
export async function readList(
	{ db, actor, library, now, language }: App.Locals,
	within: Within,
	standard: Standard,
	wardCode: string,
	url: URL
) {
	const asked = readPeopleAsked(url.searchParams);
	const today = dayOf(now);
	const { people, total } = await listAdults(db, within, standard, asked, now);
	const modules = standard.modules.map((id) => library.modules.find((module) => module.id === id));
	return {
		asked,
		people,
		total,
		pages: Math.ceil(total / PEOPLE_PAGE),
		mayExport: may(actor, 'export.make', within.target) && may(actor, 'roster.read', within.target),
		query: `${wardCode}${url.search}`,
		groups: (await listGroups(db, wardCode, today)).map(({ id, name }) => ({ id, name })),
		modules: modules.flatMap((module) => (module ? [{ id: module.id, title: module.title[language] }] : [])),
		points: (await listLearningPoints(db, [wardCode], today)).map(({ id, name }) => ({ id, name }))
	};
}
