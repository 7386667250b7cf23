import { redirect } from '@sveltejs/kit';
import { askApproval } from '#lib/approvals/server/approvals.ts';
import { mergeInput } from '#lib/people/server/input.ts';
import { findPeople } from '#lib/people/server/search.ts';
import { act } from '../../../../form.ts';
import { readFor } from '../../person-page.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looks for the other record by name, then asks about the two together. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const shown = await readFor(locals, params.id, 'person.merge');
	const typed = url.searchParams.get('q') ?? shown.person.name ?? '';
	const other = url.searchParams.get('other');
	return {
		...shown,
		typed,
		other: other === null ? null : (await readFor(locals, other, 'person.merge')).person,
		found: (await findPeople(db, actor, 'person.merge', typed, now)).filter((one) => one.personId !== shown.person.id)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, mergeInput, async (merge) => {
			const { locals, params } = event;
			const { person } = await readFor(locals, params.id, 'person.merge');
			// The form's id stands for the question and for the merge that follows it.
			const asked = {
				id: merge.eventId,
				verb: 'person.merge' as const,
				input: { ...merge, personId: person.id }
			};
			await askApproval(locals.db, locals.actor, asked, locals.now);
			redirect(303, '/approvals?asked');
		})
};
