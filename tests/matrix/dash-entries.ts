import type { Scene } from './cast.ts';
import { scenes, type Cell } from './cells.ts';
import type { Entry } from './entries.ts';
import { wards } from './office-cells.ts';

const groupOf = ({ groupId, target }: Scene): Pick<Cell, 'params' | 'query'> => ({
	params: { code: target.wardCode ?? '' },
	query: `?group=${groupId}`
});
const groups = scenes(groupOf);
const provincesToo: Cell[] = [
	{ name: 'own province', params: { code: '01' }, target: { provinceCode: '01' } },
	{ name: 'other province', params: { code: '25' }, target: { provinceCode: '25' } }
];
const country: Cell = { name: 'country', params: { code: 'vn' }, target: {} };
/** A figure explained, in a ward, one of its groups, or a province. */
export const DASH_ENTRIES: Record<string, Entry> = {
	'/(office)/literacy/[code]/bridge': {
		verb: 'figure.explain',
		cells: (cast) => [...wards(cast), ...groups(cast).filter(({ target }) => target), ...provincesToo, country]
	},
	'/(office)/literacy/[code]/people': {
		verb: 'figure.explain',
		cells: (cast) => [...wards(cast), ...groups(cast).filter(({ target }) => target), ...provincesToo]
	},
	'/(office)/literacy/[code]/wall': {
		verb: 'figure.explain',
		cells: (cast) => [...wards(cast), ...provincesToo]
	}
};
