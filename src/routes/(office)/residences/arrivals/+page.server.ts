import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { record } from '#lib/ledger/server/record.ts';
import { arrivalInput } from '#lib/people/server/input.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { moveResidence } from '#lib/people/server/residence.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { exchangeCard } from '#lib/sign-in/server/cards.ts';
import { readPlacesToChoose } from '../../../places-to-choose.ts';
import { titleOfPlace } from '../../../place-title.ts';
import { act } from '../../../form.ts';
import { originOf } from '../../../origin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const wanted = url.searchParams.get('ward') || null;
	const choice = await readPlacesToChoose(locals, placesFor(locals.actor, 'residence.move'), wanted);
	return { choice, today: dayOf(locals.now), eventId: newId(locals.now) };
};

export const actions: Actions = {
	// Her card is what lets another ward find her; first it only says who she is.
	default: (event) =>
		act(event, arrivalInput, async ({ card, move }) => {
			const { locals } = event;
			const { db, actor, now } = locals;
			if (placesFor(actor, 'residence.move').length === 0) throw forbidden();
			const shown = await exchangeCard(db, card, originOf(event), now);
			const person = await readPerson(db, shown.personId);
			if (move === null) {
				const { fullName, birthYear, place, residence } = person;
				const ward = place.wardCode === undefined ? null : await titleOfPlace(locals, place.wardCode);
				return { found: { card, name: fullName, birthYear, ward, since: residence?.from ?? null } };
			}
			await record(db, actor, moveResidence, { ...move, personId: person.id }, now);
			redirect(303, `/people/${person.id}?done`);
		})
};
