import { redirect } from '@sveltejs/kit';
import { nothingInput } from '#lib/learning/server/input.ts';
import { submitDay } from '#lib/outreach/server/campaign-reports.ts';
import { act } from '../../../../../../../form.ts';
import { askedBy, pageOf, readStep } from '../deciding.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => readStep(locals, params, 'submit', 'report.submit');

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { db, actor, now } = event.locals;
			await submitDay(db, actor, askedBy(event.params), now);
			redirect(303, pageOf(event.params));
		})
};
