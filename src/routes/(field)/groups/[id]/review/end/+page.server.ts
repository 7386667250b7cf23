import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { may } from '#lib/access/permissions.ts';
import { readReview } from '#lib/people/server/review-progress.ts';
import { endReview } from '#lib/people/server/review.ts';
import { act } from '../../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { group, review, done, total, counted } = await readReview(locals.db, locals.actor, params.id, locals.now);
	if (group.groupId !== params.id) redirect(303, `/groups/${group.groupId}/review`);
	return { group: { id: group.groupId, name: group.groupName }, going: review?.endedOn === null, done, total, counted };
};

export const actions: Actions = {
	// What was counted is offered where the three numbers are declared; declaring stays the head's own act.
	default: (event) =>
		act(event, z.object({ end: z.literal('1', { error: 'invalid' }) }), async () => {
			const { locals, params } = event;
			const { group } = await readReview(locals.db, locals.actor, params.id, locals.now);
			await endReview(locals.db, locals.actor, params.id, locals.now);
			const declares = may(locals.actor, 'population.declare', group);
			redirect(303, `/groups/${params.id}/${declares ? 'population?counted' : 'review'}`);
		})
};
