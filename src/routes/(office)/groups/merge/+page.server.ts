import { redirect } from '@sveltejs/kit';
import { askApproval } from '#lib/approvals/server/approvals.ts';
import { listKeptGroups } from '#lib/people/server/ward-groups.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { groupMergeInput } from '#lib/territory/server/group-input.ts';
import { act } from '../../../form.ts';
import { readOwnWard } from '../own-ward.ts';
import type { Actions, PageServerLoad } from './$types';

/** First which groups; then what becomes of their people and numbers, and what the new one is called. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const ward = await readOwnWard(locals, url, 'group.merge');
	const groups = (await listKeptGroups(db, actor, ward, now)).filter(({ holding }) => !holding);
	const wanted = url.searchParams.getAll('from');
	const chosen = groups.filter(({ id }) => wanted.includes(id));
	return {
		ward,
		groups,
		chosen,
		tooFew: wanted.length > 0 && chosen.length < 2,
		approvalId: newId(now),
		intoId: newId(now),
		today: dayOf(now)
	};
};

export const actions: Actions = {
	// A second person says yes before groups end.
	default: async (event) => {
		await readOwnWard(event.locals, event.url, 'group.merge');
		return act(event, groupMergeInput, async ({ approvalId: id, intoId, name, kind, from, on }) => {
			const { db, actor, now } = event.locals;
			const input = { eventId: id, from, into: { id: intoId, name, kind }, on };
			await askApproval(db, actor, { id, verb: 'group.merge', input }, now);
			redirect(303, '/approvals?asked');
		});
	}
};
