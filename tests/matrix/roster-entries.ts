import type { Target } from '#lib/access/permissions.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Cast } from './cast.ts';
import { nothing, scenes, type Cell } from './cells.ts';
import type { Entry } from './entries.ts';

/** A file lies in a ward, in no group. */
const inWard = ({ wardCode = '', provinceCode = '' }: Target): Target => ({ wardCode, provinceCode });
const roster = scenes(({ rosterId, target }) => ({ params: { id: rosterId }, target: inWard(target) }));
const ward = ({ own }: Cast): Cell[] => [{ name: 'the page', params: {}, target: inWard(own.target) }];

/** Files with residents, from sending to taking back. */
export const ROSTER_ENTRIES: Record<string, Entry> = {
	'/(office)/rosters': { verb: null, cells: nothing },
	'/(office)/rosters/new': {
		verb: null,
		writing: 'roster.import',
		cells: ward,
		form: ({ own }) => ({ rosterId: newId(new Date()), wardCode: own.target.wardCode ?? '', groupId: '' })
	},
	'/(office)/rosters/[id]': { verb: 'roster.read', cells: roster, form: () => ({ line: '2' }) },
	'/(office)/rosters/[id]/mapping': { verb: 'roster.read', cells: roster, form: () => ({ 'column-0': 'fullName' }) },
	'/(office)/rosters/[id]/commit': { verb: 'roster.read', cells: roster, form: () => ({}) },
	'/(office)/rosters/[id]/undoing': { verb: 'roster.read', cells: roster, form: () => ({}) }
};
