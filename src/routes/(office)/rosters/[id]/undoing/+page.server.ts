import { redirect } from '@sveltejs/kit';
import { undoRoster } from '#lib/rosters/server/undo.ts';
import { goOn } from '#lib/rosters/server/go-on.ts';
import { nothingInput } from '#lib/rosters/server/input.ts';
import { readRoster } from '#lib/rosters/server/roster.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many rows as one request takes back; the rest is the job's. */
const AT_ONCE = 100;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, fileName } = await readRoster(locals.db, locals.actor, params.id);
	return { id, fileName };
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { db, actor, now } = event.locals;
			await undoRoster(db, actor, event.params.id, now);
			await goOn(db, event.params.id, now, AT_ONCE);
			redirect(303, `/rosters/${event.params.id}`);
		})
};
