import { PUBLIC_URL } from '$app/env/private';
import { may } from '#lib/access/permissions.ts';
import { nothingInput } from '#lib/learning/server/input.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { readCardState } from '#lib/sign-in/server/card-state.ts';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { findPicturesState } from '#lib/sign-in/server/pictures.ts';
import { settingsFor } from '#lib/territory/server/settings.ts';
import { ADDRESSES } from '#lib/territory/settings.ts';
import { act } from '../../../../form.ts';
import { readResident } from '../reach.ts';
import { qrOf } from './qr.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { place, ...person } = await readResident(locals, params.id, 'card.issue');
	const { address } = await settingsFor(locals.db, place.provinceCode ?? null, locals.now);
	return {
		// The card speaks to whoever will hold it.
		address: ADDRESSES[address],
		person,
		card: await readCardState(locals.db, person.id, locals.now),
		pictures: await findPicturesState(locals.db, person.id),
		mayVoid: may(locals.actor, 'card.void', place),
		mayReset: may(locals.actor, 'pictures.reset', place),
		registered: url.searchParams.has('registered'),
		done: url.searchParams.get('done')
	};
};

export const actions: Actions = {
	// The card is shown in the answer itself and never again: neither token nor code is kept, and no page is stored.
	default: (event) =>
		act(event, nothingInput, async () => {
			const { locals, params } = event;
			const { id } = await readResident(locals, params.id, 'card.issue');
			const origin = cardOrigin(locals, event.url);
			const { token, code, expiresOn } = await issueCard(locals.db, locals.actor, id, locals.now);
			return { card: { qr: qrOf(`${origin}/c/${token}`), code, expiresOn, origin } };
		})
};

/** What a card's QR begins with. Without PUBLIC_URL only invented people get cards: a real one would lead nowhere else. */
function cardOrigin({ sample }: App.Locals, url: URL): string {
	if (PUBLIC_URL) return PUBLIC_URL;
	if (!sample) throw new DomainError('public_url_missing', 409);
	return url.origin;
}
