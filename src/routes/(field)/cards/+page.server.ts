import { may, placesFor } from '#lib/access/permissions.ts';
import { readWardPhone } from '#lib/territory/server/ward-phone.ts';
import { readPlacesToChoose } from '../../places-to-choose.ts';
import type { PageServerLoad } from './$types';

/** Where cards are printed: for the people of a group, or blank ones for a ward. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor } = locals;
	const choice = await readPlacesToChoose(locals, placesFor(actor, 'card.issue'), url.searchParams.get('ward') || null);
	if (choice.step === 'place') return { choice, phone: null, mayPrintBlank: false, maySetPhone: false };
	const { phone, ...ward } = await readWardPhone(db, choice.ward.code);
	return {
		choice,
		phone,
		mayPrintBlank: may(actor, 'blank_cards.print', ward),
		maySetPhone: may(actor, 'ward_phone.set', ward)
	};
};
