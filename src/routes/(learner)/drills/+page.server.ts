import { redirect } from '@sveltejs/kit';
import { findDrillStanding, findOpenDrill, startDrill } from '#lib/drills/server/drill.ts';
import { nothingInput } from '#lib/learning/server/input.ts';
import { act } from '../../form.ts';
import { learnerId, workRecord } from '../learner.ts';
import { wayOn } from './own-drill.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	open: (await findOpenDrill(locals.db, workRecord(locals))) !== null,
	standing: await findDrillStanding(locals.db, learnerId(locals))
});

/** Starts a drill, or goes on with the open one. */
export const actions: Actions = {
	default: (event) =>
		act(event, nothingInput, async () => {
			const { db, library, actor, now } = event.locals;
			const drill = await startDrill(db, library, actor, learnerId(event.locals), now);
			redirect(303, await wayOn(db, drill));
		})
};
