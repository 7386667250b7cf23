import { redirect } from '@sveltejs/kit';
import { houseReviewInput } from '#lib/people/server/review-input.ts';
import { readHouseToReview, reviewHouse } from '#lib/people/server/review.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { ageToDeclare } from '../../../../../../asked-figure.ts';
import { act } from '../../../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** One house of the review: who lives there by the books, and how many adults were met or are said to live there. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const { ageFrom } = await ageToDeclare(locals, params.id);
	const wanted = { groupId: params.id, householdId: params.house, ageFrom };
	const { house, members, counted } = await readHouseToReview(db, actor, wanted, now);
	const { groupName } = await placeOfGroup(db, params.id);
	return { group: { id: params.id, name: groupName }, house, members, counted, ageFrom };
};

export const actions: Actions = {
	default: (event) =>
		act(event, houseReviewInput, async (found) => {
			const { locals, params } = event;
			const input = { ...found, groupId: params.id, householdId: params.house };
			await reviewHouse(locals.db, locals.actor, input, locals.now);
			redirect(303, `/groups/${params.id}/review?saved`);
		})
};
