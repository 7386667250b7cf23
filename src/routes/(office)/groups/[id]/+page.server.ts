import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { readPlaceRecheck } from '#lib/indicators/server/place-recheck.ts';
import { readGroupFigure } from '#lib/indicators/server/place-figure.ts';
import { isRollPart } from '#lib/literacy/roll.ts';
import { readRoll, ROLL_PAGE } from '#lib/literacy/server/roll.ts';
import { dayOf, isDay } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { findWaitingFall } from '#lib/territory/server/declarations.ts';
import { listOtherCounts } from '#lib/territory/server/other-counts.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { readAsked, standardIn } from '../../../asked-figure.ts';
import type { PageServerLoad } from './$types';

/** The people behind a group's figure; an ended group leads to the one that stands for it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, library, now, language } = locals;
	const { standard, asOf } = readAsked(library, params.id, url.searchParams);
	const ruled = await standardIn(locals, params.id, url.searchParams);
	const asked = { search: (url.searchParams.get('q') ?? '').slice(0, 100), part: url.searchParams.get('show') ?? '' };
	const part = isRollPart(asked.part) ? asked.part : null;
	const page = Number(url.searchParams.get('page') ?? 1);
	const roll = await readRoll(
		db,
		actor,
		{ groupId: params.id, standard: ruled, search: asked.search, part, page },
		now
	);
	const { group } = roll;
	if (group.groupId !== params.id) redirect(303, `/groups/${group.groupId}`);

	const today = dayOf(now);
	if (asOf !== null && !isDay(asOf)) throw new DomainError('day_malformed', 422);
	if (asOf !== null && asOf > today) throw new DomainError('day_in_future', 422);
	const past = asOf !== null && asOf < today ? asOf : null;
	const query = past === null ? '' : `?as_of=${past}`;
	const figure = await readGroupFigure(db, group, standard, past ?? today);
	return {
		...roll,
		search: asked.search,
		part,
		pages: Math.max(1, Math.ceil(roll.total / ROLL_PAGE)),
		figure,
		// Few verdicts in a small group name people: only whoever may open the evidence reads them.
		recheck: figure && past === null ? await readPlaceRecheck(db, group.groupId, roll.evidence, figure, now) : null,
		past,
		ward: {
			href: `/literacy/${group.wardCode}${query}`,
			title: placeTitle(await readPlace(db, group.wardCode, today), language)
		},
		bridge: `/literacy/${group.wardCode}/bridge?group=${group.groupId}${past ? `&to=${past}` : ''}`,
		unknown: `/literacy/${group.wardCode}/people?group=${group.groupId}`,
		mayDeclare: may(actor, 'population.declare', group),
		mayKeepHouses: may(actor, 'household.read', group),
		mayExport: may(actor, 'export.make', group),
		mayConfirm: may(actor, 'claim.read', group),
		mayReview: may(actor, 'household.review', group),
		mayKeep: may(actor, 'group.rename', group),
		mayAccept: may(actor, 'population.accept', group),
		waiting: await findWaitingFall(db, group.groupId),
		others: await listOtherCounts(db, actor, group.groupId),
		declared: url.searchParams.has('declared')
	};
};
