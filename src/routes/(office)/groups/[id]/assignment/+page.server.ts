import { redirect } from '@sveltejs/kit';
import { record } from '#lib/ledger/server/record.ts';
import { assignResidents, listWaiting } from '#lib/people/server/assignment.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { splitBefore } from '#lib/territory/server/group-changes.ts';
import { assignmentInput } from '#lib/territory/server/group-input.ts';
import { listGroups } from '#lib/territory/server/groups.ts';
import { act } from '../../../../form.ts';
import { readOwnGroup } from '../../own-ward.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who waits in "chưa phân tổ", and the groups of the ward, those made by the split first. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const group = await readOwnGroup(locals, params.id, 'residence.assign');
	const split = await splitBefore(db, params.id);
	if (split === null) throw notFound();
	const groups = (await listGroups(db, group.wardCode, dayOf(now))).filter(({ id }) => id !== params.id);
	const fresh = groups.filter(({ validFrom }) => validFrom === split.on);
	return {
		group,
		...(await listWaiting(db, actor, params.id, now)),
		groups: [...fresh, ...groups.filter((one) => !fresh.includes(one))].map(({ id, name }) => ({ id, name })),
		eventId: newId(now),
		assigned: url.searchParams.get('assigned')
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, assignmentInput, async ({ eventId, person: people, toGroupId }) => {
			const { locals, params } = event;
			await readOwnGroup(locals, params.id, 'residence.assign');
			const input = { eventId, groupId: params.id, toGroupId, people };
			const { assigned } = await record(locals.db, locals.actor, assignResidents, input, locals.now);
			redirect(303, `/groups/${params.id}/assignment?assigned=${assigned}`);
		})
};
