import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { record } from '#lib/ledger/server/record.ts';
import { askMerge, dismissPair, findDecision } from '#lib/people/server/duplicates.ts';
import { pairInput } from '#lib/people/server/input.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { approveMerge } from '#lib/sign-in/server/merging.ts';
import { act } from '../../../../form.ts';
import { readCompared } from './compared.ts';
import type { Actions, PageServerLoad } from './$types';

/** Two records side by side, and what has been decided about them. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const [one, other] = [await readCompared(locals, params.id), await readCompared(locals, params.other)];
	if (one.person.id === other.person.id) redirect(303, `/people/${one.person.id}`);
	const decision = await findDecision(db, { personId: one.person.id, otherId: other.person.id });
	const names = await namesOf(db, [decision?.askedBy ?? '']);
	return {
		one,
		other,
		eventId: newId(now),
		state: decision?.state ?? null,
		on: decision ? dayOf(decision.at) : null,
		askedBy: decision?.askedBy ? (names.get(decision.askedBy) ?? null) : null,
		own: decision?.askedBy === actor.id,
		mayApprove: [one, other].every(({ place }) => may(actor, 'person.merge', place))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, pairInput, async ({ decision, eventId }) => {
			const { locals, params } = event;
			const { db, actor, now } = locals;
			const [one, other] = [await readCompared(locals, params.id), await readCompared(locals, params.other)];
			const two = { personId: one.person.id, otherId: other.person.id };
			if (decision === 'ask') await askMerge(db, actor, two, now);
			if (decision === 'dismiss') await dismissPair(db, actor, two, now);
			if (decision === 'approve') {
				await record(db, actor, approveMerge, { ...two, eventId }, now);
				redirect(303, `/people/${[one.person.id, other.person.id].sort()[0]}?done`);
			}
			redirect(303, '/duplicates?done');
		})
};
