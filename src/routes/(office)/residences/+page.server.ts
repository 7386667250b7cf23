import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { askApproval } from '#lib/approvals/server/approvals.ts';
import { record } from '#lib/ledger/server/record.ts';
import { CLAIMS_PAGE, listClaims } from '#lib/people/server/claims.ts';
import { confirmationsInput } from '#lib/people/server/input.ts';
import { confirmResidence } from '#lib/people/server/residence.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Claims that wait for somebody's word, the oldest first; each has its own event, so that a double tap is one. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1);
	const { claims, total } = await listClaims(locals.db, locals.actor, page, locals.now);
	return {
		claims: claims.map((claim) => ({ ...claim, eventId: newId(locals.now) })),
		total,
		page,
		pages: Math.max(1, Math.ceil(total / CLAIMS_PAGE)),
		seesMoves: placesFor(locals.actor, 'ward_move.read').length > 0,
		mayMove: placesFor(locals.actor, 'residence.move').length > 0,
		mayConfirm: placesFor(locals.actor, 'residence.confirm').length > 0,
		approvalId: newId(locals.now),
		confirmed: url.searchParams.has('confirmed')
	};
};

export const actions: Actions = {
	// One at a time is this person's own word; several at once wait for a second person.
	default: (event) =>
		act(event, confirmationsInput, async ({ approvalId, claim: people }) => {
			const { db, actor, now } = event.locals;
			const [only, ...others] = people;
			if (only && others.length === 0) {
				await record(db, actor, confirmResidence, only, now);
				redirect(303, '/residences?confirmed');
			}
			await askApproval(db, actor, { id: approvalId, verb: 'residence.confirm', input: { people } }, now);
			redirect(303, '/approvals?asked');
		})
};
