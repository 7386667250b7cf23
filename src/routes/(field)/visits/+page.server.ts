import { chooseGroup } from '../choose-group.ts';
import type { PageServerLoad } from './$types';

/** The way to the route of a group; who works in one group only is there at once. */
export const load: PageServerLoad = ({ locals, url }) =>
	chooseGroup(locals, url, 'visit.read', (id) => `/visits/groups/${id}`);
