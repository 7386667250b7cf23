import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { noteOutcome, readRecheck } from '#lib/indicators/server/recheck.ts';
import { outcomeInput } from '#lib/indicators/server/recheck-input.ts';
import { findVerdicts } from '#lib/indicators/server/verdicts.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { notFound } from '#lib/shared/errors.ts';
import { titleOfPlace } from '../../../../../place-title.ts';
import { act } from '../../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** A witness notes why somebody could not take the test again. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const recheck = await readRecheck(db, actor, params.id, now);
	if (placesFor(actor, 'recheck.note').length === 0) throw notFound();
	const drawn = (await findVerdicts(db, [recheck.id])).find(({ personId }) => personId === params.person);
	if (!drawn) throw notFound();
	return {
		recheckId: recheck.id,
		outcome: drawn.outcome,
		name: (await namesOf(db, [drawn.personId])).get(drawn.personId) ?? null,
		title: await titleOfPlace(locals, recheck.groupId ?? recheck.wardCode)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, outcomeInput, async ({ outcome }) => {
			const { db, actor, now } = event.locals;
			const { id: recheckId, person: personId } = event.params;
			await noteOutcome(db, actor, { recheckId, personId, outcome }, now);
			redirect(303, `/rechecks/${recheckId}?noted`);
		})
};
