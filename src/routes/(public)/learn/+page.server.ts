import { listModules } from './module-list.ts';
import type { PageServerLoad } from './$types';

/** What residents learn. The free modules are folded away until she asks for them or has reached the standard. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const list = await listModules(locals, 'residents');
	return { ...list, unfolded: list.attained || list.required.length === 0 || url.searchParams.has('more') };
};
