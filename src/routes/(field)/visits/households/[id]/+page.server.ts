import { redirect } from '@sveltejs/kit';
import { listKnownMeans, readVisitHouse } from '#lib/outreach/server/visit-house.ts';
import { visitInput } from '#lib/outreach/server/visit-input.ts';
import { registerVisit } from '#lib/outreach/server/visits.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** A visit to a house, on one page; below it the earlier ones. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const { group, ...house } = await readVisitHouse(db, actor, params.id);
	const people = house.living.map(({ personId }) => personId);
	const today = dayOf(now);
	return {
		...house,
		group: { id: group.groupId, name: group.groupName },
		known: await listKnownMeans(db, actor, group, people),
		visitId: newId(now),
		today,
		next: { week: addDays(today, 7), twoWeeks: addDays(today, 14), month: addDays(today, 30) }
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, visitInput, async (visit) => {
			const { db, actor, now } = event.locals;
			await registerVisit(db, actor, { ...visit, householdId: event.params.id }, now);
			const { group } = await readVisitHouse(db, actor, event.params.id);
			redirect(303, `/visits/groups/${group.groupId}?done`);
		})
};
