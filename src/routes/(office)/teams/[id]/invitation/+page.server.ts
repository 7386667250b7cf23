import { PUBLIC_URL } from '$app/env/private';
import { may } from '#lib/access/permissions.ts';
import { record } from '#lib/ledger/server/record.ts';
import { addMember } from '#lib/outreach/server/team-members.ts';
import { enrolStaff } from '#lib/people/server/register.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { volunteerInput } from '#lib/sign-in/server/input.ts';
import { invite } from '#lib/sign-in/server/invitations.ts';
import { qrOf } from '#lib/sign-in/qr.ts';
import { newTicket, readTicket } from '../../../../(public)/register/ticket.ts';
import { act } from '../../../../form.ts';
import { readOwnTeam } from '../../own-team.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, name } = await readInviting(locals, params.id);
	return { team: { id, name }, formId: newTicket(locals.now) };
};

export const actions: Actions = {
	// The link is shown in the answer itself and never again: only its hash is kept.
	default: (event) =>
		act(event, volunteerInput, async ({ formId, fullName, birthYear }) => {
			const { db, actor, now } = event.locals;
			const team = await readInviting(event.locals, event.params.id);
			const ids = readTicket(formId, now);
			if (!ids) throw new DomainError('form_too_old', 422);
			const { personId } = ids;
			await record(db, actor, enrolStaff, { ...ids, fullName, birthYear, at: team.target }, now);
			const today = dayOf(now);
			const member = { id: ids.eventId, teamId: team.id, personId, part: 'member' as const, from: today };
			await addMember(db, actor, member, now);
			const grant = { personId, role: 'helper' as const, place: team.place, from: today, to: null };
			const { token } = await invite(db, actor, grant, now);
			const link = `${PUBLIC_URL ?? event.url.origin}/invitations/${token}`;
			return { link, qr: qrOf(link) };
		})
};

/** A team to which this reader may invite; to others it is not found. */
async function readInviting(locals: App.Locals, id: string) {
	const team = await readOwnTeam(locals, id);
	if (!may(locals.actor, 'invitation.make', team.target)) throw notFound();
	return team;
}
