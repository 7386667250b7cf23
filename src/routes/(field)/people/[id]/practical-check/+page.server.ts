import { redirect } from '@sveltejs/kit';
import { checkInput } from '#lib/learning/server/check-input.ts';
import { listCheckPlaces } from '#lib/learning/server/check-places.ts';
import { recordPracticalCheck } from '#lib/learning/server/practical-check.ts';
import { record } from '#lib/ledger/server/record.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../form.ts';
import { readResident } from '../reach.ts';
import { readCheckPage, readEarlier } from './check-page.ts';
import type { Actions, PageServerLoad } from './$types';

/** The five tasks, as the witness watches them. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const { place, ...shown } = await readCheckPage(locals, params.id);
	if (actor.kind !== 'person') throw notFound();
	return {
		...shown,
		earlier: await readEarlier(locals, { id: shown.person.id, place }),
		places: await listCheckPlaces(db, actor, shown.person.id, 'now', now),
		eventId: newId(now),
		done: url.searchParams.get('done')
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, checkInput, async (check) => {
			const { db, actor, now } = event.locals;
			const { id } = await readResident(event.locals, event.params.id, 'practical_check.witness');
			const input = { ...check, personId: id, paper: null };
			const { passed } = await record(db, actor, recordPracticalCheck, input, now);
			redirect(303, `/people/${id}/practical-check?done=${passed ? 'passed' : 'not_yet'}`);
		})
};
