import { redirect } from '@sveltejs/kit';
import { addMember } from '#lib/outreach/server/team-members.ts';
import { memberInput } from '#lib/outreach/server/team-input.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { findColleagues, isColleague } from '#lib/sign-in/server/role-book.ts';
import { act } from '../../../../form.ts';
import { readOwnTeam } from '../../own-team.ts';
import type { Actions, PageServerLoad } from './$types';

/** First whom, found by name, then as what and since when. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const { id, name } = await readOwnTeam(locals, params.id);
	const typed = (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 100);
	return {
		team: { id, name },
		typed,
		found: await findColleagues(db, actor, typed, now),
		person: await readChosen(locals, url.searchParams.get('person')),
		memberId: newId(now),
		today: dayOf(now)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, memberInput, async (member) => {
			const { db, actor, now } = event.locals;
			const { id } = await readOwnTeam(event.locals, event.params.id);
			await addMember(db, actor, { ...member, teamId: id }, now);
			redirect(303, `/teams/${id}?done`);
		})
};

async function readChosen({ db, actor, now }: App.Locals, id: string | null) {
	if (id === null) return null;
	const { fullName, birthYear, id: personId } = await readPerson(db, id);
	if (!(await isColleague(db, actor, personId, now))) throw notFound();
	return { personId, name: fullName ?? '', birthYear };
}
