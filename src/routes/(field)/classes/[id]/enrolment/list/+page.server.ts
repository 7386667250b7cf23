import { matchPasted } from '#lib/classes/server/candidates.ts';
import { readClass } from '#lib/classes/server/class.ts';
import { pastedInput } from '#lib/classes/server/input.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { act } from '../../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, name } = await readClass(locals.db, locals.actor, 'class.run', params.id);
	return { id, name, today: dayOf(locals.now) };
};

/** Says whom the lines mean; what is found is enrolled by the page before. */
export const actions: Actions = {
	default: (event) =>
		act(event, pastedInput, async ({ pasted }) => {
			const { db, actor, now } = event.locals;
			const { id } = await readClass(db, actor, 'class.run', event.params.id ?? '');
			return { lines: await matchPasted(db, actor, id, pasted, now) };
		})
};
