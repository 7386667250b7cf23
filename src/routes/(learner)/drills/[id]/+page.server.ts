import { redirect } from '@sveltejs/kit';
import { isPassed, leaningOf, scoreOf } from '#lib/drills/score.ts';
import { debrief } from '#lib/drills/server/asked.ts';
import { ownDrill, wayOn } from '../own-drill.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, address } = event.locals;
	const drill = await ownDrill(event);
	if (!drill.endedAt) redirect(303, await wayOn(db, drill));
	const items = await debrief(db, drill, address);
	const score = scoreOf(items);
	return { items, score, passed: isPassed(score), leaning: leaningOf(score) };
};
