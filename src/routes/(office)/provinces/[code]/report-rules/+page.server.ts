import { redirect } from '@sveltejs/kit';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { ruleOn, USUAL_RULE } from '#lib/territory/report-rule.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { listReportRules, reportRuleInput, setReportRule } from '#lib/territory/server/report-rules.ts';
import { act } from '../../../../form.ts';
import { maySet } from '../may-set.ts';
import type { Actions, PageServerLoad } from './$types';

/** When the reports of a province's wards are due, now and from days to come on. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, language, now } = locals;
	maySet(locals, params.code);
	const rules = await listReportRules(db, params.code);
	const today = dayOf(now);
	return {
		title: placeTitle(await readPlace(db, params.code, today), language),
		rules: [{ from: null, ...USUAL_RULE }, ...rules],
		holding: ruleOn(rules, today)?.from ?? null,
		next: { ...USUAL_RULE, ...rules.at(-1), from: addDays(today, 1) }
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, url } = event;
		maySet(locals, params.code);
		return act(event, reportRuleInput, async (rule) => {
			await setReportRule(locals.db, locals.actor, params.code, rule, locals.now);
			redirect(303, url.pathname);
		});
	}
};
