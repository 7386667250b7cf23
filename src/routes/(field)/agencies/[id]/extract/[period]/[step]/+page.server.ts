import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { stepInput } from '#lib/compliance/server/extract-input.ts';
import { decideExtract, placeOf, submitExtract } from '#lib/compliance/server/extract.ts';
import { stateAfter } from '#lib/reports/report.ts';
import { submitVerb } from '#lib/reports/server/reports.ts';
import { notFound } from '#lib/shared/errors.ts';
import { periodTitle } from '#lib/compliance/extract-words.ts';
import { act } from '../../../../../../form.ts';
import { askedBy, pageOf, readAskedExtract } from '../asked-extract.ts';
import { findStep } from './steps.ts';
import type { Actions, PageServerLoad } from './$types';

/** A step is asked once more; whoever may not take it finds no such page, and one too late goes back. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { step, verb } = findStep(params.step);
	const { agency, period, state } = await readAskedExtract(locals, params);
	const place = placeOf(agency);
	if (!may(locals.actor, step === 'submit' ? submitVerb(place) : verb, place)) throw notFound();
	if (stateAfter(state, step) === null) redirect(303, pageOf(params));
	return { step, back: pageOf(params), agency: agency.name, period: periodTitle(period) };
};

export const actions: Actions = {
	default: (event) => {
		const { step } = findStep(event.params.step);
		return act(event, stepInput(step), async ({ note }) => {
			const { db, actor, library, now } = event.locals;
			const asked = askedBy(event.params);
			if (step === 'submit') await submitExtract(db, actor, library, asked, now);
			else await decideExtract(db, actor, asked, { step, note }, now);
			redirect(303, pageOf(event.params));
		});
	}
};
