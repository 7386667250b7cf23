import { redirect } from '@sveltejs/kit';
import { listGroupCandidates } from '#lib/classes/server/candidates.ts';
import { readClass } from '#lib/classes/server/class.ts';
import { enrolByCard, enrolPeople, listEnrolled } from '#lib/classes/server/enrolment.ts';
import { enrolmentInput } from '#lib/classes/server/input.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { listGroups } from '#lib/territory/server/groups.ts';
import { act } from '../../../../form.ts';
import { originOf } from '../../../../origin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const one = await readClass(db, actor, 'class.run', params.id);
	const today = dayOf(now);
	const groups = await listGroups(db, one.point.wardCode, today);
	const group = groups.find(({ id }) => isId(id) && id === url.searchParams.get('group'));
	return {
		...{ id: one.id, name: one.name, closed: one.closedOn !== null, today },
		groups: groups.map(({ id, name }) => ({ id, name })),
		group: group ? { id: group.id, name: group.name } : null,
		candidates: group ? await listGroupCandidates(db, actor, one.id, group.id, now) : [],
		enrolled: await listEnrolled(db, one.id, today),
		added: Number(url.searchParams.get('added') ?? NaN)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, enrolmentInput, async (input) => {
			const { db, actor, now } = event.locals;
			const classId = event.params.id ?? '';
			if (input.card !== undefined) {
				return { scanned: await enrolByCard(db, actor, { classId, card: input.card }, originOf(event), now) };
			}
			const added = await enrolPeople(db, actor, { classId, ...input }, now);
			redirect(303, `/classes/${classId}/enrolment?added=${added}`);
		})
};
