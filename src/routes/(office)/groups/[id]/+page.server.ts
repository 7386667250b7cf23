import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { readGroupFigure } from '#lib/indicators/server/place-figure.ts';
import { isRollPart } from '#lib/literacy/roll.ts';
import { readRoll, ROLL_PAGE } from '#lib/literacy/server/roll.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { readAsked } from '../../../asked-figure.ts';
import type { PageServerLoad } from './$types';

/** The people behind a group's figure; an ended group leads to the one that stands for it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, library, now, language } = locals;
	const { standard } = readAsked(library, params.id, url.searchParams);
	const asked = { search: (url.searchParams.get('q') ?? '').slice(0, 100), part: url.searchParams.get('show') ?? '' };
	const part = isRollPart(asked.part) ? asked.part : null;
	const page = Number(url.searchParams.get('page') ?? 1);
	const roll = await readRoll(db, actor, { groupId: params.id, standard, search: asked.search, part, page }, now);
	const { group } = roll;
	if (group.groupId !== params.id) redirect(303, `/groups/${group.groupId}`);

	const today = dayOf(now);
	return {
		...roll,
		search: asked.search,
		part,
		pages: Math.max(1, Math.ceil(roll.total / ROLL_PAGE)),
		figure: await readGroupFigure(db, group, standard, today),
		ward: {
			href: `/literacy/${group.wardCode}`,
			title: placeTitle(await readPlace(db, group.wardCode, today), language)
		},
		mayDeclare: may(actor, 'population.declare', group),
		mayKeepHouses: may(actor, 'household.read', group),
		mayExport: may(actor, 'export.make', group),
		mayConfirm: may(actor, 'claim.read', group),
		declared: url.searchParams.has('declared')
	};
};
