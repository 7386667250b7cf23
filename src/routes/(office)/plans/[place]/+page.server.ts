import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { planInput } from '#lib/indicators/server/input.ts';
import { previewPlan, setPlan, wouldSet } from '#lib/indicators/server/target-plan.ts';
import { TEMPLATE_ISSUERS } from '#lib/indicators/templates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../form.ts';
import { readAskedPlace, readIndicator } from '../../indicators/asked.ts';
import type { Actions, PageServerLoad } from './$types';

async function readAsked(locals: App.Locals, code: string) {
	const place = await readAskedPlace(locals, code);
	if (!may(locals.actor, 'target.set', place.target)) throw notFound();
	return place;
}

/** The issuers of targets, and what each of one's templates would do at a place. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now, language } = locals;
	const place = await readAsked(locals, params.place);
	const issuer = url.searchParams.get('issuer');
	const planned = issuer === null ? [] : await previewPlan(db, actor, { place: place.code, issuer }, now);
	const set = planned.filter(wouldSet);
	return {
		place: { code: place.code, title: place.title },
		issuers: TEMPLATE_ISSUERS,
		issuer,
		planned: planned.map((one) => ({ ...one, name: readIndicator(one.indicator).name[language] })),
		toSet: set.length,
		seen: set.flatMap(({ standing }) => standing?.id ?? []).join(' ')
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, planInput, async (plan) => {
			const { locals } = event;
			const place = await readAsked(locals, event.params.place);
			await setPlan(locals.db, locals.actor, { ...plan, place: place.code }, locals.now);
			redirect(303, `/plans/${place.code}?${new URLSearchParams({ issuer: plan.issuer }).toString()}`);
		})
};
