import { readHome } from './home.ts';
import { readReminder } from './reminder.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	...(await readHome(locals)),
	reminder: await readReminder(locals)
});
