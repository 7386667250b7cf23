import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { targetInput } from '#lib/indicators/server/input.ts';
import { setTarget } from '#lib/indicators/server/set-target.ts';
import { listSetTargets } from '#lib/indicators/server/targets.ts';
import { templatesOf } from '#lib/indicators/templates.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../../form.ts';
import { readAskedPlace, readIndicator } from '../../../asked.ts';
import type { Actions, PageServerLoad } from './$types';

async function readAsked(locals: App.Locals, params: { id: string; place: string }) {
	const place = await readAskedPlace(locals, params.place);
	const indicator = readIndicator(params.id);
	if (!may(locals.actor, 'target.set', place.target)) throw notFound();
	return { place, indicator };
}

/** A target of the place's own, from a template, from one that it replaces, or written anew. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, now, language } = locals;
	const { place, indicator } = await readAsked(locals, params);
	const today = dayOf(now);
	const templates = templatesOf(indicator.id);
	const standing = (await listSetTargets(db, indicator.id, place.code)).filter(({ replaced }) => !replaced);
	const old = standing.find(({ id }) => id === url.searchParams.get('replaces'));
	const from = old ?? templates.find(({ n }) => String(n) === url.searchParams.get('template'));
	const endOfYear = `${yearOf(today)}-12-31`;
	return {
		targetId: newId(now),
		replaces: old?.id ?? '',
		start: from
			? { ...from, dueOn: from.dueOn > today ? from.dueOn : endOfYear }
			: { value: null, dueOn: endOfYear, issuer: '', source: '' },
		templates: templates.map((template) => ({ ...template, id: newId(now), past: template.dueOn <= today })),
		indicator: { id: indicator.id, name: indicator.name[language] },
		place: { code: place.code, title: place.title }
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, targetInput, async (target) => {
			const { locals } = event;
			const { place, indicator } = await readAsked(locals, event.params);
			const at = { place: place.code, indicator: indicator.id };
			await setTarget(locals.db, locals.actor, { ...target, ...at }, locals.now);
			redirect(303, `/indicators/${indicator.id}/${place.code}`);
		})
};
