import { redirect } from '@sveltejs/kit';
import { mayGrant } from '#lib/access/permissions.ts';
import { ROLE_RULES, ROLES } from '#lib/access/roles.ts';
import { askApproval } from '#lib/approvals/server/approvals.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantInput } from '#lib/sign-in/server/input.ts';
import { findColleagues, isColleague } from '#lib/sign-in/server/role-book.ts';
import { grantRole, rolePlaceOf, targetOfPlace } from '#lib/sign-in/server/roles.ts';
import { act } from '../../../form.ts';
import { titleOfPlace } from '../../../place-title.ts';
import type { Actions, PageServerLoad } from './$types';

/** At a place: first whom, found by name, then which role and from when to when. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const place = url.searchParams.get('place') ?? '';
	const target = await targetOfPlace(db, place, dayOf(now));
	const roles = ROLES.filter(
		(role) => ROLE_RULES[role].at.includes(rolePlaceOf(place)) && mayGrant(actor, role, target)
	);
	if (roles.length === 0) throw notFound();
	const typed = (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 100);
	return {
		place,
		title: await titleOfPlace(locals, place),
		back: target.wardCode ?? place,
		roles: roles.map((role) => ({ role, second: ROLE_RULES[role].secondPerson })),
		typed,
		found: await findColleagues(db, actor, typed, now),
		person: await readChosen(locals, url.searchParams.get('person')),
		today: dayOf(now),
		approvalId: newId(now)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, grantInput, async ({ approvalId, ...grant }) => {
			const { db, actor, now } = event.locals;
			await readChosen(event.locals, grant.personId);
			if (ROLE_RULES[grant.role].secondPerson) {
				await askApproval(db, actor, { id: approvalId, verb: 'role.grant', input: grant }, now);
				redirect(303, '/approvals?asked');
			}
			await grantRole(db, actor, grant, now);
			const { wardCode = grant.place } = await targetOfPlace(db, grant.place, dayOf(now));
			redirect(303, `/roles?place=${wardCode}&granted`);
		})
};

async function readChosen({ db, actor, now }: App.Locals, id: string | null) {
	if (id === null) return null;
	const { fullName, birthYear, id: personId } = await readPerson(db, id);
	if (!(await isColleague(db, actor, personId, now))) throw notFound();
	return { personId, name: fullName, birthYear };
}
