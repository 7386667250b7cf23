import { redirect } from '@sveltejs/kit';
import { linesInput } from '#lib/rosters/server/input.ts';
import { countRows, readRoster } from '#lib/rosters/server/roster.ts';
import { listRows, ROWS_PAGE, tellApart } from '#lib/rosters/server/rows.ts';
import { isUnderWay, mayStillUndo, ROW_STATES } from '#lib/rosters/roster.ts';
import { act } from '../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** How far a file has come, and its rows of one kind, a page at a time. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	const { db, actor, now } = locals;
	const roster = await readRoster(db, actor, params.id);
	if (roster.state === 'staged') redirect(303, `/rosters/${roster.id}/mapping`);
	const underWay = isUnderWay(roster.state);
	if (underWay) setHeaders({ refresh: '5' });
	const counts = await countRows(db, roster.id);
	const wanted = url.searchParams.get('show');
	const show = ROW_STATES.find((state) => state === wanted) ?? ROW_STATES.find((state) => counts[state] > 0) ?? 'new';
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1);
	return {
		...{ id: roster.id, fileName: roster.fileName, state: roster.state, underWay, counts, show, page },
		pages: Math.max(1, Math.ceil(counts[show] / ROWS_PAGE)),
		rows: underWay ? [] : await listRows(db, actor, roster.id, show, page),
		mayUndo: roster.state === 'committed' && counts.done > 0 && mayStillUndo(roster.committedAt, now)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, linesInput, async ({ line: lines }) => {
			const { db, actor, now } = event.locals;
			await tellApart(db, actor, { rosterId: event.params.id, lines }, now);
			redirect(303, `/rosters/${event.params.id}?show=doubtful`);
		})
};
