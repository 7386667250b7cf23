import { countOpenCycles } from '#lib/compliance/server/own.ts';
import { learnerId } from '../learner.ts';
import { readHome } from './home.ts';
import { readReminder } from './reminder.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	...(await readHome(locals)),
	duties: await countOpenCycles(locals.db, learnerId(locals), locals.now),
	reminder: await readReminder(locals)
});
