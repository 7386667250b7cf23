import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { newReviewInput } from '#lib/people/server/review-input.ts';
import { readReview } from '#lib/people/server/review-progress.ts';
import { startReview } from '#lib/people/server/review.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Rà soát hộ: how far it has come, which house is next, who was said not to live there any more. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const { group, ...progress } = await readReview(db, actor, params.id, now);
	if (group.groupId !== params.id) redirect(303, `/groups/${group.groupId}/review`);
	return {
		...progress,
		group: { id: group.groupId, name: group.groupName },
		reviewId: newId(now),
		mayDeclare: may(actor, 'population.declare', group),
		mayRecord: may(actor, 'death.record', group),
		saved: url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, newReviewInput, async ({ reviewId }) => {
			const { locals, params } = event;
			await startReview(locals.db, locals.actor, { reviewId, groupId: params.id }, locals.now);
			redirect(303, `/groups/${params.id}/review`);
		})
};
