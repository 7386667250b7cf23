import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { HOUSEHOLDS_PAGE, listHouseholds } from '#lib/people/server/household.ts';
import type { PageServerLoad } from './$types';

/** The houses of a group, found by what people call them, the landmark or who lives there. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const typed = (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 100);
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1);
	const { group, households, total } = await listHouseholds(db, actor, params.id, typed, page, now);
	if (group.groupId !== params.id) redirect(303, `/groups/${group.groupId}/households`);
	return {
		group: { id: group.groupId, name: group.groupName },
		households,
		total,
		typed,
		page,
		pages: Math.max(1, Math.ceil(total / HOUSEHOLDS_PAGE)),
		maySeeRoll: may(actor, 'figure.explain', group)
	};
};
