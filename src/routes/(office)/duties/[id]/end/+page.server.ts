import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { endDuty, readDuty, targetOfDuty } from '#lib/compliance/server/duties.ts';
import { fromDayInput } from '#lib/compliance/server/input.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, title } = await readOwn(locals, params.id);
	return { duty: { id, title }, today: dayOf(locals.now) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, fromDayInput, async ({ on }) => {
			const { db, actor, now } = event.locals;
			const { id } = await readOwn(event.locals, event.params.id);
			await endDuty(db, actor, { dutyId: id, on }, now);
			redirect(303, `/duties/${id}`);
		})
};

async function readOwn({ db, actor }: App.Locals, id: string) {
	const duty = await readDuty(db, actor, id);
	if (!may(actor, 'duty.impose', targetOfDuty(duty))) throw notFound();
	return duty;
}
