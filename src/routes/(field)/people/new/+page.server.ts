import { redirect } from '@sveltejs/kit';
import { allow, placesFor } from '#lib/access/permissions.ts';
import { record } from '#lib/ledger/server/record.ts';
import { helperRegistrationInput } from '#lib/people/server/input.ts';
import { registerPerson } from '#lib/people/server/register.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { bindBlankCard, findBlankCard } from '#lib/sign-in/server/blank-cards.ts';
import { optionalBlankCard } from '#lib/sign-in/server/input.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { newTicket, readTicket } from '../../../(public)/register/ticket.ts';
import { forgetBlankCard, scannedNumber } from '../../../blank-card.ts';
import { askConsents, readConsents } from '../../../consents.ts';
import { act } from '../../../form.ts';
import { readPlacesToChoose } from '../../../places-to-choose.ts';
import { readHouse } from '../../households/house-page.ts';
import { askFirst } from './look.ts';
import type { Actions, PageServerLoad } from './$types';

const registrationInput = helperRegistrationInput.extend(optionalBlankCard);

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const chosen = url.searchParams.get('household');
	const house = chosen === null ? null : (await readHouse(locals, chosen, 'household.join')).house;
	const asked = house ? (await placeOfGroup(locals.db, house.groupId)).wardCode : url.searchParams.get('ward') || null;
	const choice = await readPlacesToChoose(locals, placesFor(locals.actor, 'card.issue'), asked);
	return {
		house,
		choice,
		formId: newTicket(locals.now),
		consents: askConsents(locals),
		scanned: choice.step === 'group' ? await scannedNumber(event, choice.ward.code) : ''
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, registrationInput, async ({ formId, blankCard, looked, householdId, ...input }) => {
			const { locals } = event;
			const { db, actor, now } = locals;
			// The helper registers only where she may give a card too; elsewhere people register themselves.
			allow(actor, 'card.issue', await placeOfGroup(db, input.groupId));
			const ids = readTicket(formId, now);
			if (!ids) throw new DomainError('form_too_old', 422);
			// Looked at before anybody is registered: a wrong number is mended on this form.
			if (blankCard !== '') await findBlankCard(db, blankCard, input.wardCode, ids.personId);
			const registration = {
				...input,
				...ids,
				...readConsents(locals, input),
				householdId: householdId === 'new' ? null : householdId || null
			};
			const typed = { ...asTyped({ formId, blankCard, ...input }), householdId };
			const asked = looked ? null : await askFirst(locals, registration, typed);
			if (asked) return asked;
			await record(db, actor, registerPerson, registration, now);
			const card = `/people/${ids.personId}/card`;
			if (blankCard === '') redirect(303, `${card}?registered`);
			const bound = await bindBlankCard(db, actor, ids.personId, blankCard, now).catch(refusedOnly);
			forgetBlankCard(event);
			redirect(303, bound ? `${card}?done=bound&number=${bound.number}` : `${card}?done=not_bound`);
		})
};

function asTyped(input: Record<string, string | number | null>): Record<string, string> {
	return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value ?? '')]));
}

/** She is registered all the same: somebody else took the card in this moment. */
function refusedOnly(error: unknown): null {
	if (error instanceof DomainError) return null;
	throw error;
}
