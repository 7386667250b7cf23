import { redirect } from '@sveltejs/kit';
import { readEvidence } from '#lib/ledger/server/evidence.ts';
import { record } from '#lib/ledger/server/record.ts';
import { undoMerge } from '#lib/people/server/merging.ts';
import { personEventInput } from '#lib/people/server/input.ts';
import { notFound } from '#lib/shared/errors.ts';
import { readAsked } from '../../../../../../asked-figure.ts';
import { act } from '../../../../../../form.ts';
import { readFor } from '../../../../person-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	...(await readFor(locals, params.id, 'merge.undo')),
	merge: await readMerge(locals, params)
});

export const actions: Actions = {
	default: (event) =>
		act(event, personEventInput, async ({ eventId }) => {
			const { locals, params } = event;
			const { mergeId } = await readMerge(locals, params);
			await record(locals.db, locals.actor, undoMerge, { eventId, personId: params.id, mergeId }, locals.now);
			redirect(303, `/people/${params.id}?done`);
		})
};

/** A merge that stands, as the log tells it: which records it made one is nothing that a form may say. */
async function readMerge({ db, actor, library, now }: App.Locals, { id, merge }: { id: string; merge: string }) {
	const { standard } = readAsked(library, '', new URLSearchParams());
	const { merges } = await readEvidence(db, actor, id, standard, now);
	const found = merges.find((one) => one.mergeId === merge);
	if (!found) throw notFound();
	return found;
}
