import { redirect } from '@sveltejs/kit';
import { calledName } from '#lib/people/called.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { listCardRoll, CARD_ROLL_PAGE } from '#lib/sign-in/server/card-roll.ts';
import { issueCards } from '#lib/sign-in/server/cards.ts';
import { cardSheetInput } from '#lib/sign-in/server/input.ts';
import { newToken } from '#lib/sign-in/server/tokens.ts';
import { act } from '../../../../form.ts';
import { cardOrigin, readCardOffice, toPrint } from '../../../../printed-card.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const without = url.searchParams.get('show') !== 'all';
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1);
	const asked = { groupId: params.id, without, page };
	const { group, entries, counts } = await listCardRoll(locals.db, locals.actor, asked, locals.now);
	if (group.groupId !== params.id) redirect(303, `/cards/groups/${group.groupId}`);
	return {
		group: { id: group.groupId, name: group.groupName },
		office: await readCardOffice(locals, group.wardCode),
		entries: entries.map(({ cardUntil, ...entry }) => ({
			...entry,
			hasCard: cardUntil !== null && cardUntil >= dayOf(locals.now)
		})),
		counts,
		without,
		page,
		pages: Math.max(1, Math.ceil((without ? counts.without : counts.all) / CARD_ROLL_PAGE)),
		formKey: newToken(16)
	};
};

export const actions: Actions = {
	// The sheet is the answer itself: its cards exist on this page, on paper and, as hashes, in the table.
	default: (event) =>
		act(event, cardSheetInput, async ({ formKey, personId }) => {
			const { locals, url } = event;
			const origin = cardOrigin(locals, url);
			const cards = await issueCards(locals.db, locals.actor, personId, locals.now, formKey);
			return {
				cards: cards.map(({ person, token, code, expiresOn }) =>
					toPrint(origin, {
						...{ token, code, expiresOn, number: null },
						name: calledName(person),
						place: person.residence?.groupName ?? ''
					})
				)
			};
		})
};
