import { redirect } from '@sveltejs/kit';
import { helpInput } from '#lib/openings/server/input.ts';
import { listHelp, noteHelp } from '#lib/openings/server/help.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { act } from '../../../../../../form.ts';
import { readOnTablet } from '../on-tablet.ts';
import type { Actions, PageServerLoad } from './$types';

/** A trainer or helper says from her own phone that she is helping whoever learns on this tablet, and how. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { number, learner } = await readOnTablet(locals, params);
	const help = learner ? ((await listHelp(locals.db, [learner.signInId])).get(learner.signInId) ?? null) : null;
	const shown = learner && { signInId: learner.signInId, name: learner.name };
	return { back: `/openings/${params.id}`, number, learner: shown, help };
};

export const actions: Actions = {
	default: (event) =>
		act(event, helpInput, async ({ kind, learner: seen }) => {
			const { locals, params } = event;
			const { opening, learner } = await readOnTablet(locals, params);
			// Somebody else sits there by now: what was said was not said of her.
			if (!learner || learner.signInId !== seen) throw new DomainError('tablet_another_person', 409);
			const { personId, signInId } = learner;
			const note = { openingId: opening.id, point: opening.point, personId, signInId, kind };
			await noteHelp(locals.db, locals.actor, note, locals.now);
			redirect(303, `/openings/${params.id}`);
		})
};
