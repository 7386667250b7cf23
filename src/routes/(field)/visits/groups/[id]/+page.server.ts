import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { readVisitRoute, ROUTE_PAGE } from '#lib/outreach/server/visit-route.ts';
import { ROUTE_PARTS } from '#lib/outreach/visit.ts';
import { standardIn } from '../../../../asked-figure.ts';
import type { PageServerLoad } from './$types';

/** Where to go in a group: today's houses, or another part of them, and how many were visited at all. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const part = ROUTE_PARTS.find((one) => one === url.searchParams.get('part')) ?? 'today';
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1);
	const standard = await standardIn(locals, params.id, url.searchParams);
	const { group, ...route } = await readVisitRoute(db, actor, { groupId: params.id, part, standard, page }, now);
	if (group.groupId !== params.id) redirect(303, `/visits/groups/${group.groupId}`);
	return {
		group: { id: group.groupId, name: group.groupName },
		route,
		part,
		page,
		pages: Math.max(1, Math.ceil(route.total / ROUTE_PAGE)),
		mayAnnounce: may(actor, 'visit.announce', group),
		mayTakeList: may(actor, 'visit_list.read', group),
		done: url.searchParams.has('done')
	};
};
