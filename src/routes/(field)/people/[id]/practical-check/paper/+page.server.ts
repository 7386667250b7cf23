import { redirect } from '@sveltejs/kit';
import { sheetDayInput, sheetInput } from '#lib/learning/server/check-input.ts';
import { listCheckPlaces, listWitnesses } from '#lib/learning/server/check-places.ts';
import { checkDay, recordPracticalCheck } from '#lib/learning/server/practical-check.ts';
import { record } from '#lib/ledger/server/record.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../../form.ts';
import { problemText, refusalText } from '../../../../../refusal.ts';
import { readResident } from '../../reach.ts';
import { readCheckPage } from '../check-page.ts';
import type { Actions, PageServerLoad } from './$types';

/** A sheet, typed in: first its day, which may be wrong, then who witnessed, where, and the marks. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const { place, ...shown } = await readCheckPage(locals, params.id);
	if (actor.kind !== 'person') throw notFound();
	const boxes = Object.fromEntries(['day', 'month', 'year'].map((name) => [name, url.searchParams.get(name) ?? '']));
	const asked = url.searchParams.has('day');
	const first = { ...shown, asked: { today: dayOf(now), typed: asked ? boxes : undefined }, sheet: null };
	if (!asked) return { ...first, problem: null };
	const on = sheetDayInput.safeParse(boxes);
	if (!on.success) return { ...first, problem: problemText(on.error.issues[0]?.message ?? 'day_wrong') };
	try {
		await checkDay(db, await readPerson(db, shown.person.id), on.data, now);
	} catch (refused) {
		if (!(refused instanceof DomainError)) throw refused;
		return { ...first, problem: refusalText(refused.code, refused.details) };
	}
	const witnesses = await listWitnesses(db, place, on.data);
	const places = await listCheckPlaces(db, actor, shown.person.id, on.data, now);
	const others = witnesses.filter(({ id }) => id !== shown.person.id);
	return {
		...first,
		problem: null,
		sheet: { on: on.data, witnesses: others, me: actor.id, places, eventId: newId(now) }
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, sheetInput, async (check) => {
			const { db, actor, now } = event.locals;
			const { id } = await readResident(event.locals, event.params.id, 'practical_check.witness');
			const { passed, known } = await record(db, actor, recordPracticalCheck, { ...check, personId: id }, now);
			redirect(303, `/people/${id}/practical-check?done=${known ? 'known' : passed ? 'passed' : 'not_yet'}`);
		})
};
