import { redirect } from '@sveltejs/kit';
import { appoint } from '#lib/compliance/server/appointments.ts';
import { postInput } from '#lib/compliance/server/input.ts';
import { record } from '#lib/ledger/server/record.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { enrolStaff } from '#lib/people/server/register.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { findColleagues, isColleague } from '#lib/sign-in/server/role-book.ts';
import { act } from '../../../../../form.ts';
import { readKeptAgency } from '../../own-agency.ts';
import type { Actions, PageServerLoad } from './$types';

/** A post for somebody who is found by name, or who is new to the system. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const { id, name } = await readKeptAgency(locals, params.id);
	const typed = (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 100);
	return {
		agency: { id, name },
		typed,
		found: await findColleagues(db, actor, typed, now),
		person: await readChosen(locals, url.searchParams.get('person')),
		made: { postId: newId(now), personId: newId(now), eventId: newId(now) },
		today: dayOf(now)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, postInput, async (input) => {
			const { db, actor, now } = event.locals;
			const agency = await readKeptAgency(event.locals, event.params.id);
			const { post, chosenId, enrolled } = input;
			if (chosenId) await readChosen(event.locals, chosenId);
			else await record(db, actor, enrolStaff, { ...enrolled, at: agency.target }, now);
			const personId = chosenId ?? enrolled.personId;
			await appoint(db, actor, { ...post, agencyId: agency.id, personId }, now);
			redirect(303, `/agencies/${agency.id}`);
		})
};

async function readChosen({ db, actor, now }: App.Locals, id: string | null) {
	if (id === null) return null;
	const { fullName, birthYear, id: personId } = await readPerson(db, id);
	if (!(await isColleague(db, actor, personId, now))) throw notFound();
	return { personId, name: fullName ?? '', birthYear };
}
