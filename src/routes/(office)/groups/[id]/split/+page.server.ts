import { redirect } from '@sveltejs/kit';
import { askApproval } from '#lib/approvals/server/approvals.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { listKeptGroups } from '#lib/people/server/ward-groups.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { groupSplitInput } from '#lib/territory/server/group-input.ts';
import { act } from '../../../../form.ts';
import { readOwnGroup } from '../../own-ward.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const place = await readOwnGroup(locals, params.id, 'group.split');
	const group = (await listKeptGroups(db, actor, place, now)).find(({ id }) => id === params.id);
	if (!group) throw notFound();
	return { group, approvalId: newId(now), today: dayOf(now) };
};

export const actions: Actions = {
	// A second person says yes before a group ends.
	default: (event) =>
		act(event, groupSplitInput, async ({ approvalId: id, names, kind, on }) => {
			const { db, actor, now } = event.locals;
			const { groupName } = await readOwnGroup(event.locals, event.params.id, 'group.split');
			// Said in the language of its residents, whoever does it.
			const holding = { id: newId(now), name: m.groups_holding({ group: groupName }, { locale: 'vi' }), kind };
			const into = names.map((name) => ({ id: newId(now), name, kind }));
			const input = { eventId: id, from: event.params.id, holding, into, on };
			await askApproval(db, actor, { id, verb: 'group.split', input }, now);
			redirect(303, '/approvals?asked');
		})
};
