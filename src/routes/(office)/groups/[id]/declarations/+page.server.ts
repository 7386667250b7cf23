import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { notFound } from '#lib/shared/errors.ts';
import { listDeclarations } from '#lib/territory/server/declarations.ts';
import { placeOfGroup, readGroup } from '#lib/territory/server/groups.ts';
import { listOtherCounts } from '#lib/territory/server/other-counts.ts';
import type { PageServerLoad } from './$types';

/** Everything that was ever declared of a group, by whom, accepted by whom, and what others count there. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor } = locals;
	const place = await placeOfGroup(db, params.id);
	if (!may(actor, 'figure.explain', place)) throw notFound();
	// Of an ended group the history stays its own; one leads there from nowhere but its successor's.
	if (place.groupId !== params.id && !url.searchParams.has('ended')) {
		redirect(303, `/groups/${place.groupId}/declarations`);
	}
	const declarations = await listDeclarations(db, actor, params.id);
	const names = await namesOf(
		db,
		declarations.flatMap(({ declaredBy, decidedBy }) => [declaredBy, decidedBy ?? ''])
	);
	return {
		group: { id: params.id, name: (await readGroup(db, params.id)).name },
		declarations: declarations.map(({ declaredBy, decidedBy, ...one }) => ({
			...one,
			declaredByName: names.get(declaredBy) ?? null,
			decidedByName: names.get(decidedBy ?? '') ?? null,
			mayDecide: one.state === 'waiting' && may(actor, 'population.accept', place) && declaredBy !== actor.id
		})),
		others: await listOtherCounts(db, actor, params.id),
		mayNote: may(actor, 'other_count.note', place),
		done: url.searchParams.has('done')
	};
};
