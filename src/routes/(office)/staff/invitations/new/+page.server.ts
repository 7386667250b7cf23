import { PUBLIC_URL } from '$app/env/private';
import type { RequestEvent } from '@sveltejs/kit';
import { record } from '#lib/ledger/server/record.ts';
import { enrolStaff } from '#lib/people/server/register.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { newcomerInput, invitationInput } from '#lib/sign-in/server/input.ts';
import { invite } from '#lib/sign-in/server/invitations.ts';
import { targetOfPlace } from '#lib/sign-in/server/roles.ts';
import { qrOf } from '#lib/sign-in/qr.ts';
import { newTicket, readTicket } from '../../../../(public)/register/ticket.ts';
import { act } from '../../../../form.ts';
import { readFor } from '../../../people/person-page.ts';
import { demandInviter, listPlacesToInvite, readPlaceToInvite } from './place.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	demandInviter(locals);
	const code = url.searchParams.get('place');
	const typed = (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 100);
	return {
		formId: newTicket(locals.now),
		typed,
		person: await readKnown(locals, url),
		place: code === null ? null : await readPlaceToInvite(locals, code),
		places: code === null ? await listPlacesToInvite(locals, typed) : null
	};
};

export const actions: Actions = {
	// The link is shown in the answer itself and never again: only its hash is kept.
	default: async (event) => {
		demandInviter(event.locals);
		const known = await readKnown(event.locals, event.url);
		if (known) return act(event, invitationInput, (input) => make(event, { ...input, personId: known.id }));
		return act(event, newcomerInput, async ({ formId, fullName, birthYear, ...input }) => {
			const { db, actor, now } = event.locals;
			const ids = readTicket(formId, now);
			if (!ids) throw new DomainError('form_too_old', 422);
			const at = await targetOfPlace(db, input.place, dayOf(now));
			await record(db, actor, enrolStaff, { ...ids, fullName, birthYear, at }, now);
			return make(event, { ...input, personId: ids.personId });
		});
	}
};

async function make(
	{ locals, url }: RequestEvent,
	grant: Pick<Parameters<typeof invite>[2], 'personId' | 'role' | 'place'>
) {
	const { db, actor, now } = locals;
	const { token, expiresAt } = await invite(db, actor, { ...grant, from: dayOf(now), to: null }, now);
	const link = `${PUBLIC_URL ?? url.origin}/invitations/${token}`;
	return { link, qr: qrOf(link), expiresAt };
}

/** Somebody whom the office knows already, where it may invite her. */
async function readKnown(locals: App.Locals, url: URL) {
	const id = url.searchParams.get('person');
	return id === null ? null : (await readFor(locals, id, 'invitation.make')).person;
}
