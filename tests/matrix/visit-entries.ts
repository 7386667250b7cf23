import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { group, nothing, scenes } from './cells.ts';
import type { Entry } from './entries.ts';

/** Routes of visits, what was found at a door, and the list that an officer takes away. */
export const VISIT_ENTRIES: Record<string, Entry> = {
	'/(field)/visits': { verb: null, cells: nothing },
	'/(field)/visits/groups/[id]': { verb: 'visit.read', cells: group },
	'/(field)/visits/groups/[id]/announcement': { verb: 'visit.announce', cells: group },
	'/(field)/visits/households/[id]': {
		verb: 'visit.read',
		writing: 'visit.register',
		cells: scenes(({ houseId }) => ({ params: { id: houseId } })),
		form: ({ now }) => {
			const [year = '', month = '', day = ''] = dayOf(now).split('-');
			return { visitId: newId(new Date()), outcome: 'away', day, month, year };
		}
	}
};
