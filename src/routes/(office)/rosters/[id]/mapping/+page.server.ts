import { redirect } from '@sveltejs/kit';
import { columnsInput } from '#lib/rosters/server/input.ts';
import { goOn } from '#lib/rosters/server/go-on.ts';
import { nameColumns } from '#lib/rosters/server/name-columns.ts';
import { readRoster } from '#lib/rosters/server/roster.ts';
import { listExamples } from '#lib/rosters/server/rows.ts';
import { act } from '../../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many rows as one request compares; the rest is the job's. */
const AT_ONCE = 5_000;

/** What each column of a file holds, as far as it was recognised, with something that stands in it. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, fileName, columns } = await readRoster(locals.db, locals.actor, params.id);
	const examples = await listExamples(locals.db, locals.actor, id);
	return { id, fileName, columns: columns.map((column, n) => ({ ...column, example: examples[n] ?? '' })) };
};

export const actions: Actions = {
	default: (event) =>
		act(event, columnsInput, async ({ fields }) => {
			const { db, actor, now } = event.locals;
			const rosterId = event.params.id;
			await nameColumns(db, actor, { rosterId, fields }, now);
			await goOn(db, rosterId, now, AT_ONCE);
			redirect(303, `/rosters/${rosterId}`);
		})
};
