import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { planItemInput } from '#lib/outreach/server/campaign-input.ts';
import { readPlanItem, readPlanWard, setPlanItem } from '#lib/outreach/server/plan.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../../form.ts';
import { titleOfPlace } from '../../../../../place-title.ts';
import type { Actions, PageServerLoad } from './$types';

async function readAsked({ db, actor, now }: App.Locals, { ward: code, item }: { ward: string; item: string }) {
	const ward = await readPlanWard(db, actor, code, now);
	if (!may(actor, 'plan.set', ward)) throw notFound();
	return { ward, item: await readPlanItem(db, ward, item) };
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const { ward, item } = await readAsked(locals, params);
	return { item, ward: { code: ward.wardCode, title: await titleOfPlace(locals, ward.wardCode) } };
};

export const actions: Actions = {
	default: (event) =>
		act(event, planItemInput, async (input) => {
			const { db, actor, now } = event.locals;
			const { ward, item } = await readAsked(event.locals, event.params);
			await setPlanItem(db, actor, ward, { ...input, id: item.id }, now);
			redirect(303, `/plan/${ward.wardCode}`);
		})
};
