import { redirect } from '@sveltejs/kit';
import { seeCompletion } from '#lib/compliance/server/exceptions.ts';
import { completionInput } from '#lib/compliance/server/input.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { moduleTitles } from '../../../../../../compliance-words.ts';
import { act } from '../../../../../../form.ts';
import { aboutOne, readOne } from '../bound.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const one = await readOne(locals, params, 'completion.see');
	const titles = moduleTitles(locals.library, locals.language);
	return {
		...aboutOne(one, params.person),
		modules: [...new Set([...one.duty.modules, ...one.duty.refresher])].map((id) => ({ id, title: titles[id] ?? id })),
		completionId: newId(locals.now),
		today: dayOf(locals.now)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, completionInput, async (completion) => {
			const { db, actor, now } = event.locals;
			const { id: dutyId, person: personId } = event.params;
			await readOne(event.locals, event.params, 'completion.see');
			await seeCompletion(db, actor, { ...completion, dutyId, personId }, now);
			redirect(303, `/duties/${dutyId}/people/${personId}`);
		})
};
