import { redirect } from '@sveltejs/kit';
import { replaceLostCard, voidCard } from '#lib/sign-in/server/cards.ts';
import { lostCardInput } from '#lib/sign-in/server/input.ts';
import { newToken } from '#lib/sign-in/server/tokens.ts';
import { act } from '../../../../form.ts';
import { cardOrigin } from '../../../../printed-card.ts';
import { showIssued } from '../issued-card.ts';
import { readResident } from '../reach.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { place: _place, ...person } = await readResident(locals, params.id, 'card.void');
	return { person, formKey: newToken(16) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, lostCardInput, async ({ formKey, then }) => {
			const { locals, params } = event;
			const { db, actor, now } = locals;
			const { id } = await readResident(locals, params.id, 'card.void');
			if (then === 'reissue') {
				const origin = cardOrigin(locals, event.url);
				return showIssued(locals, origin, id, await replaceLostCard(db, actor, id, now, formKey));
			}
			await voidCard(db, actor, id, now);
			redirect(303, `/people/${id}/card?done=voided`);
		})
};
