import { readCheckPage } from '../check-page.ts';
import type { PageServerLoad } from './$types';

/** One person's sheet, to print before the network is gone. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { person, code, standard, tasks } = await readCheckPage(locals, params.id);
	return { person, code, standard, tasks };
};
