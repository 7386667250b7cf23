import { redirect } from '@sveltejs/kit';
import { commitRoster } from '#lib/rosters/server/commit.ts';
import { goOn } from '#lib/rosters/server/go-on.ts';
import { nothingInput } from '#lib/rosters/server/input.ts';
import { countRows, readRoster } from '#lib/rosters/server/roster.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many rows as one request writes; the rest is the job's. */
const AT_ONCE = 100;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, fileName } = await readRoster(locals.db, locals.actor, params.id);
	const { new: fresh, changed } = await countRows(locals.db, id);
	return { id, fileName, fresh, changed };
};

export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { db, actor, now } = event.locals;
			await commitRoster(db, actor, event.params.id, now);
			await goOn(db, event.params.id, now, AT_ONCE);
			redirect(303, `/rosters/${event.params.id}`);
		})
};
