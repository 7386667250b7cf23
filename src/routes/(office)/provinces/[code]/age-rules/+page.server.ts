import { redirect } from '@sveltejs/kit';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { readFigure } from '#lib/literacy/server/figure.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { ADULT_AGES } from '#lib/territory/age-rule.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { ageRuleInput, listAgeRules, setAgeRule } from '#lib/territory/server/age-rules.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { act } from '../../../../form.ts';
import { maySet } from '../may-set.ts';
import type { Actions, PageServerLoad } from './$types';

/** From which age a province counts its adults, now and from days to come on, with how many groups have declared for each. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, figures, library, language, now } = locals;
	maySet(locals, params.code);
	const today = dayOf(now);
	const standard = residentsStandard(library);
	const rules = await listAgeRules(db, params.code);
	const place = await readPlace(db, params.code, today);
	const declaredBy = async (age: number) => {
		const { groups } = await readFigure(figures, place.code, { ...standard, ageFrom: age }, today);
		return { age, ...groups };
	};
	return {
		title: placeTitle(place, language),
		rules: [{ from: null, ageFrom: standard.ageFrom }, ...rules],
		holding: rules.findLast(({ from }) => from <= today)?.from ?? null,
		ages: await Promise.all(ADULT_AGES.map(declaredBy)),
		country: standard.ageFrom,
		next: {
			age: rules.at(-1)?.ageFrom ?? standard.ageFrom,
			from: `${addDays(`${today.slice(0, 7)}-01`, 31).slice(0, 7)}-01`
		}
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, url } = event;
		maySet(locals, params.code);
		return act(event, ageRuleInput, async (rule) => {
			await setAgeRule(locals.db, locals.actor, params.code, rule, locals.now);
			redirect(303, `${url.pathname}?saved`);
		});
	}
};
