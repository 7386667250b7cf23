import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { isComputed } from '#lib/indicators/catalogue.ts';
import { enterValue } from '#lib/indicators/server/entered.ts';
import { entryInput } from '#lib/indicators/server/input.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../../form.ts';
import { readAskedPlace, readIndicator } from '../../../asked.ts';
import type { Actions, PageServerLoad } from './$types';

async function readAsked(locals: App.Locals, params: { id: string; place: string }) {
	const place = await readAskedPlace(locals, params.place);
	const indicator = readIndicator(params.id);
	if (place.level !== 'ward' || isComputed(indicator)) throw notFound();
	if (!may(locals.actor, 'indicator.enter', place.target)) throw notFound();
	return { place, indicator };
}

/** Two counts of a ward, with source and day. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { place, indicator } = await readAsked(locals, params);
	const { id, name, numerator, denominator } = indicator;
	return {
		entryId: newId(locals.now),
		today: dayOf(locals.now),
		indicator: { id, name, numerator, denominator },
		place: { code: place.code, title: place.title }
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, entryInput, async (entry) => {
			const { locals } = event;
			const { place, indicator } = await readAsked(locals, event.params);
			const at = { indicator: indicator.id, wardCode: place.code };
			await enterValue(locals.db, locals.actor, { ...entry, ...at }, locals.now);
			redirect(303, `/indicators/${indicator.id}/${place.code}`);
		})
};
