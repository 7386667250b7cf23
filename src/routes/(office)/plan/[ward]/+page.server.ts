import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { isOverdue } from '#lib/outreach/plan.ts';
import { planItemInput } from '#lib/outreach/server/campaign-input.ts';
import { listPlan, readPlanWard, setPlanItem } from '#lib/outreach/server/plan.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../form.ts';
import { titleOfPlace } from '../../../place-title.ts';
import { listTraining } from './training.ts';
import type { Actions, PageServerLoad } from './$types';

/** The plan of a ward, and one more line. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const ward = await readPlanWard(db, actor, params.ward, now);
	const today = dayOf(now);
	return {
		today,
		itemId: newId(now),
		ward: { code: ward.wardCode, title: await titleOfPlace(locals, ward.wardCode) },
		items: (await listPlan(db, ward)).map((item) => ({ ...item, overdue: isOverdue(item, today) })),
		training: await listTraining(locals, ward.wardCode),
		maySet: may(actor, 'plan.set', ward)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, planItemInput, async (item) => {
			const { db, actor, now } = event.locals;
			const ward = await readPlanWard(db, actor, event.params.ward, now);
			await setPlanItem(db, actor, ward, item, now);
			redirect(303, `/plan/${ward.wardCode}`);
		})
};
