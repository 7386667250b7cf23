import { may } from '#lib/access/permissions.ts';
import { readCardState } from '#lib/sign-in/server/card-state.ts';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { cardFormInput } from '#lib/sign-in/server/input.ts';
import { findPicturesState } from '#lib/sign-in/server/pictures.ts';
import { newToken } from '#lib/sign-in/server/tokens.ts';
import { act } from '../../../../form.ts';
import { cardOrigin } from '../../../../printed-card.ts';
import { showIssued } from '../issued-card.ts';
import { readResident } from '../reach.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { place, ...person } = await readResident(locals, params.id, 'card.issue');
	return {
		person,
		card: await readCardState(locals.db, person.id, locals.now),
		pictures: await findPicturesState(locals.db, person.id),
		mayVoid: may(locals.actor, 'card.void', place),
		mayReset: may(locals.actor, 'pictures.reset', place),
		registered: url.searchParams.has('registered'),
		done: url.searchParams.get('done'),
		number: Number(url.searchParams.get('number') ?? 0),
		formKey: newToken(16)
	};
};

export const actions: Actions = {
	// The card is shown in the answer itself and never again: neither token nor code is kept, and no page is stored.
	default: (event) =>
		act(event, cardFormInput, async ({ formKey }) => {
			const { locals, params } = event;
			const { id } = await readResident(locals, params.id, 'card.issue');
			const origin = cardOrigin(locals, event.url);
			return showIssued(locals, origin, id, await issueCard(locals.db, locals.actor, id, locals.now, formKey));
		})
};
