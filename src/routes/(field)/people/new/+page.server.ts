import { redirect } from '@sveltejs/kit';
import { allow, placesFor } from '#lib/access/permissions.ts';
import { record } from '#lib/ledger/server/record.ts';
import { helperRegistrationInput } from '#lib/people/server/input.ts';
import { registerPerson } from '#lib/people/server/register.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { newTicket, readTicket } from '../../../(public)/register/ticket.ts';
import { act } from '../../../form.ts';
import { readPlacesToChoose } from '../../../places-to-choose.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	choice: await readPlacesToChoose(locals, placesFor(locals.actor, 'card.issue'), url.searchParams.get('ward') || null),
	formId: newTicket(locals.now)
});

export const actions: Actions = {
	default: (event) =>
		act(event, helperRegistrationInput, async ({ formId, ...input }) => {
			const { locals } = event;
			// The helper registers only where she may give a card too; elsewhere people register themselves.
			allow(locals.actor, 'card.issue', await placeOfGroup(locals.db, input.groupId));
			const ids = readTicket(formId, locals.now);
			if (!ids) throw new DomainError('form_too_old', 422);
			await record(locals.db, locals.actor, registerPerson, { ...input, ...ids }, locals.now);
			redirect(303, `/people/${ids.personId}/card?registered`);
		})
};
