import { redirect } from '@sveltejs/kit';
import { returnInput } from '#lib/outreach/server/campaign-input.ts';
import { decideDay } from '#lib/outreach/server/campaign-reports.ts';
import { act } from '../../../../../../../form.ts';
import { askedBy, pageOf, readStep } from '../deciding.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => readStep(locals, params, 'return', 'report.approve');

export const actions: Actions = {
	default: (event) =>
		act(event, returnInput, async ({ note }) => {
			const { db, actor, now } = event.locals;
			await decideDay(db, actor, askedBy(event.params), { step: 'return', note }, now);
			redirect(303, pageOf(event.params));
		})
};
