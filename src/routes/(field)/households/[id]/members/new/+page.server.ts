import { redirect } from '@sveltejs/kit';
import { joinHousehold } from '#lib/people/server/household-changes.ts';
import { joinInput } from '#lib/people/server/household-input.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { findPeople } from '#lib/people/server/search.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { act } from '../../../../../form.ts';
import { readResident } from '../../../../people/[id]/reach.ts';
import { readHouse } from '../../../house-page.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looks for somebody by name, then asks since when she lives here. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const { house, living } = await readHouse(locals, params.id, 'household.join');
	const typed = (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 100);
	const chosen = url.searchParams.get('person');
	const found = await findPeople(db, actor, 'household.join', typed, now, house.groupId);
	const isHere = (id: string) => living.some(({ personId }) => personId === id);
	return {
		house,
		typed,
		today: dayOf(now),
		chosen: chosen === null ? null : await readChosen(locals, chosen),
		found: found.filter(({ personId }) => !isHere(personId))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, joinInput, async ({ personId, on }) => {
			const { locals, params } = event;
			const { house } = await readHouse(locals, params.id, 'household.join');
			const { id } = await readPerson(locals.db, personId);
			await joinHousehold(locals.db, locals.actor, { householdId: house.id, personId: id, on }, locals.now);
			redirect(303, `/households/${house.id}?done`);
		})
};

async function readChosen(locals: App.Locals, id: string) {
	const { place: _place, ...person } = await readResident(locals, id, 'household.join');
	return person;
}
