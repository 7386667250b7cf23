import { chooseGroup } from '../choose-group.ts';
import type { PageServerLoad } from './$types';

/** The way to the houses of a group: its ward, then the group; who works in one group only is there at once. */
export const load: PageServerLoad = ({ locals, url }) =>
	chooseGroup(locals, url, 'household.read', (id) => `/groups/${id}/households`);
