import { placesFor } from '#lib/access/permissions.ts';
import { readAsked } from './asked.ts';
import type { PageServerLoad } from './$types';

/** What waits for a second person: what this reader may decide first, then what she asked for herself. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = await readAsked(locals);
	const open = asked.filter(({ state }) => state === 'open' || state === 'approved');
	return {
		open: open.sort((a, b) => Number(b.mayDecide) - Number(a.mayDecide)),
		closed: asked.filter((one) => !open.includes(one)),
		mayCompare: placesFor(locals.actor, 'evidence.read').length > 0,
		asked: url.searchParams.has('asked'),
		done: url.searchParams.has('done')
	};
};
