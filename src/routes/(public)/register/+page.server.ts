import { redirect } from '@sveltejs/kit';
import { record } from '#lib/ledger/server/record.ts';
import { findPerson } from '#lib/people/server/person.ts';
import { registerPerson } from '#lib/people/server/register.ts';
import { selfRegistrationInput } from '#lib/people/server/input.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { countRegistration } from '#lib/sign-in/server/registration-limit.ts';
import { askConsents, readConsents } from '../../consents.ts';
import { act } from '../../form.ts';
import { originOf } from '../../origin.ts';
import { beginSession } from '../sign-in/begin.ts';
import { readPlaceChoice } from './place-choice.ts';
import { newTicket, readTicket } from './ticket.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	choice: await readPlaceChoice(locals, url.searchParams),
	formId: newTicket(locals.now),
	consents: askConsents(locals)
});

export const actions: Actions = {
	default: (event) =>
		act(event, selfRegistrationInput, async ({ formId, ...input }) => {
			const { locals } = event;
			const ids = readTicket(formId, locals.now);
			if (!ids) throw new DomainError('form_too_old', 422);
			// Somebody else's session on this device must not become who registered her.
			if (locals.signIn && locals.signIn.personId !== ids.personId) throw new DomainError('sign_out_first', 409);
			if (!(await findPerson(locals.db, ids.personId))) {
				await countRegistration(locals.db, { ...originOf(event), ward: input.wardCode });
			}
			const registration = { ...input, ...ids, ...readConsents(locals, input) };
			await record(locals.db, locals.actor, registerPerson, registration, locals.now);
			if (!locals.signIn) await beginSession(event, ids.personId, 'link');
			redirect(303, '/register/welcome');
		})
};
