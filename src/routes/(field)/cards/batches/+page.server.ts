import { may, placesFor } from '#lib/access/permissions.ts';
import { notFound } from '#lib/shared/errors.ts';
import { printBlankCards } from '#lib/sign-in/server/blank-cards.ts';
import { listBatches } from '#lib/sign-in/server/card-batches.ts';
import { blankCardsInput } from '#lib/sign-in/server/input.ts';
import { newToken } from '#lib/sign-in/server/tokens.ts';
import { readWardPhone } from '#lib/territory/server/ward-phone.ts';
import { act } from '../../../form.ts';
import { readPlacesToChoose } from '../../../places-to-choose.ts';
import { cardOrigin, readCardOffice, toPrint } from '../../../printed-card.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const held = placesFor(locals.actor, 'blank_cards.print');
	if (held.length === 0) throw notFound();
	const choice = await readPlacesToChoose(locals, held, url.searchParams.get('ward') || null);
	if (choice.step === 'place') return { places: choice.places, ward: null, batches: [], office: null, formKey: '' };
	return {
		places: [],
		ward: choice.ward,
		batches: await listBatches(locals.db, choice.ward.code),
		office: await readCardOffice(locals, choice.ward.code),
		formKey: newToken(16)
	};
};

export const actions: Actions = {
	// Like a sheet of cards with names: the answer itself, and never again.
	default: (event) =>
		act(event, blankCardsInput, async ({ formKey, wardCode, sheets }) => {
			const { locals, url } = event;
			const { provinceCode } = await readWardPhone(locals.db, wardCode);
			if (!may(locals.actor, 'blank_cards.print', { wardCode, provinceCode })) throw notFound();
			const origin = cardOrigin(locals, url);
			const printed = await printBlankCards(locals.db, locals.actor, { wardCode, sheets }, locals.now, formKey);
			const office = await readCardOffice(locals, wardCode);
			const blank = { name: null, place: office.ward, expiresOn: null };
			const cards = printed.cards.map(({ token, code, number }) => toPrint(origin, { ...blank, token, code, number }));
			return { printed: { batchId: printed.batchId, office, cards } };
		})
};
