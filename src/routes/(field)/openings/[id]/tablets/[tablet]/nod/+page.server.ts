import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { nodInput } from '#lib/openings/server/input.ts';
import { answerNod, listNodsAsked } from '#lib/openings/server/nod.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../../../form.ts';
import { readOnTablet } from '../on-tablet.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who asks at this tablet; its two buttons stand on the opening's page too. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { opening, number } = await readOnTablet(locals, params);
	if (!may(locals.actor, 'nod.give', opening.point)) throw notFound();
	const asked = await listNodsAsked(locals.db, opening.id, locals.now);
	const nod = asked.find(({ tabletId }) => tabletId === params.tablet);
	const names = await namesOf(locals.db, nod ? [nod.personId] : []);
	const person = nod ? { id: nod.personId, name: names.get(nod.personId) ?? '' } : null;
	return { back: `/openings/${params.id}`, number, person };
};

export const actions: Actions = {
	default: (event) =>
		act(event, nodInput, async ({ personId, nod }) => {
			const { locals, params } = event;
			const answer = { openingId: params.id, tabletId: params.tablet, personId, nod: nod === 'yes' };
			await answerNod(locals.db, locals.actor, answer, locals.now);
			redirect(303, `/openings/${params.id}${answer.nod ? '?done=nodded' : ''}`);
		})
};
