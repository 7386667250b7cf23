import { redirect } from '@sveltejs/kit';
import { askItem, listOpenItems } from '#lib/drills/server/asked.ts';
import { saveChoice } from '#lib/drills/server/drill.ts';
import { endDrill } from '#lib/drills/server/end.ts';
import { choiceInput } from '#lib/drills/server/input.ts';
import { record } from '#lib/ledger/server/record.ts';
import { act } from '../../../../form.ts';
import { learnerId, readNumber } from '../../../learner.ts';
import { ownDrill, wayOn } from '../../own-drill.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params } = event;
	const drill = await ownDrill(event);
	if (drill.endedAt) redirect(303, `/drills/${drill.id}`);
	const n = readNumber(params.n);
	const item = await askItem(locals.db, drill, n, locals.address);
	const others = (await listOpenItems(locals.db, drill)).filter((open) => open !== n);
	return {
		n,
		of: drill.form.length,
		item,
		back: n > 1 ? `/drills/${drill.id}/${n - 1}` : '/drills',
		last: others.length === 0
	};
};

/** Saves one answer, the last save wins; once every item has one, the drill ends. An ended one shows its result. */
export const actions: Actions = {
	default: (event) =>
		act(event, choiceInput, async ({ choice }) => {
			const { locals, params } = event;
			const { db, actor, now } = locals;
			const drill = await ownDrill(event);
			if (drill.endedAt) redirect(303, `/drills/${drill.id}`);
			const personId = learnerId(locals);
			await saveChoice(db, actor, personId, { drillId: drill.id, n: readNumber(params.n), place: choice }, now);
			if ((await listOpenItems(db, drill)).length > 0) redirect(303, await wayOn(db, drill));
			await record(db, actor, endDrill, { drillId: drill.id, personId }, now);
			redirect(303, `/drills/${drill.id}`);
		})
};
