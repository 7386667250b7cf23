import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { INDICATORS } from '#lib/indicators/catalogue.ts';
import { readCriteria, setCriteria } from '#lib/indicators/server/criteria.ts';
import { criteriaInput } from '#lib/indicators/server/input.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../form.ts';
import { readAskedPlace } from '../../indicators/asked.ts';
import type { Actions, PageServerLoad } from './$types';

async function readAsked(locals: App.Locals, code: string) {
	const place = await readAskedPlace(locals, code);
	if (place.level === 'country' || !may(locals.actor, 'criteria.set', place.target)) throw notFound();
	return place;
}

/** Which indicators a ward or province puts into which set of criteria. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const place = await readAsked(locals, params.place);
	return {
		place: { code: place.code, title: place.title },
		criteria: await readCriteria(locals.db, place),
		indicators: INDICATORS.map(({ id, name }) => ({ id, name: name[locals.language] }))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, criteriaInput, async (criteria) => {
			const { locals } = event;
			const place = await readAsked(locals, event.params.place);
			await setCriteria(locals.db, locals.actor, place.code, criteria, locals.now);
			redirect(303, `/indicators?place=${place.code}`);
		})
};
