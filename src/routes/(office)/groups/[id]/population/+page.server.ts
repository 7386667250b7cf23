import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { record } from '#lib/ledger/server/record.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { readReview } from '#lib/people/server/review-progress.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { declarationInput } from '#lib/territory/server/input.ts';
import { findWaitingFall } from '#lib/territory/server/declarations.ts';
import { listOtherCounts } from '#lib/territory/server/other-counts.ts';
import { declarePopulation, latestDeclaration } from '#lib/territory/server/population.ts';
import { ageToDeclare } from '../../../../asked-figure.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

const NOT_COUNTED = { counted: null, done: 0, total: 0 };

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const group = await placeOfGroup(db, params.id);
	if (!may(actor, 'population.declare', group)) throw notFound();
	if (group.groupId !== params.id) redirect(303, `/groups/${group.groupId}/population`);
	const today = dayOf(now);
	const previous = await latestDeclaration(db, group.groupId, today);
	const names = await namesOf(db, previous ? [previous.declaredBy] : []);
	const waiting = await findWaitingFall(db, group.groupId);
	const wantsCounted = url.searchParams.has('counted') && may(actor, 'household.review', group);
	const { counted, done, total } = wantsCounted ? await readReview(db, actor, group.groupId, now) : NOT_COUNTED;
	return {
		group,
		waiting,
		counted,
		reviewed: { done, total },
		others: await listOtherCounts(db, actor, group.groupId),
		today,
		eventId: newId(now),
		age: await ageToDeclare(locals, group.groupId),
		previous: previous && { ...previous, declaredByName: names.get(previous.declaredBy) ?? null }
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, declarationInput, async (declaration) => {
			const { locals, params } = event;
			const { ageFrom } = await ageToDeclare(locals, params.id);
			const input = { ...declaration, groupId: params.id, ageFrom };
			const outcome = await record(locals.db, locals.actor, declarePopulation, input, locals.now);
			redirect(303, `/groups/${params.id}?${outcome === 'waits' ? 'waits' : 'declared'}`);
		})
};
