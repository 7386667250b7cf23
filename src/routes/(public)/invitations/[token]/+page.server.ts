import { redirect, type RequestEvent } from '@sveltejs/kit';
import { namesOf } from '#lib/people/server/names.ts';
import { acceptanceInput } from '#lib/sign-in/server/input.ts';
import { acceptByPassword, readInvitation, type Invitation } from '#lib/sign-in/server/invitations.ts';
import { act } from '../../../form.ts';
import { titleOfPost } from '../../../post-title.ts';
import { enter } from '../../sign-in/begin.ts';
import { leaveFor } from '../../sign-in/provider-trip.ts';
import type { Actions, PageServerLoad } from './$types';

/** Opening the link uses nothing up: programs that preview links do so too. */
export const load: PageServerLoad = async (event) => {
	// After a refused post the invitation may be over; the answer says so by itself.
	if (event.request.method !== 'GET') return { invited: null, provider: event.locals.provider?.label ?? null };
	const { db, provider } = event.locals;
	const { personId, role, place, expiresAt } = await read(event);
	const name = (await namesOf(db, [personId])).get(personId) ?? '';
	return {
		invited: { name, role, place: await titleOfPost(event.locals, place), expiresAt },
		provider: provider?.label ?? null
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, acceptanceInput, async (chosen) => {
			const invitation = await read(event);
			if (chosen.way === 'provider') return { leave: await leaveFor(event, { invitationId: invitation.id }) };
			await acceptByPassword(event.locals.db, invitation, chosen, event.locals.now);
			redirect(303, await enter(event, invitation.personId, { method: 'password', secondFactor: false }));
		})
};

function read(event: RequestEvent<{ token: string }>): Promise<Invitation> {
	return readInvitation(event.locals.db, event.params.token, event.getClientAddress(), event.locals.now);
}
