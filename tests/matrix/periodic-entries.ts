import type { Target } from '#lib/access/permissions.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Cast, Scene } from './cast.ts';
import { group, MALFORMED, nothing, scenes, words, type Cell } from './cells.ts';
import type { Entry } from './entries.ts';

/** Over in every year in which this runs. */
const PERIOD = '2025-12';

const inWard = ({ target: { wardCode = '', provinceCode = '' } }: Scene): Target => ({ wardCode, provinceCode });
const of = (more: Record<string, string> = {}) =>
	scenes((scene) => ({
		params: { place: scene.target.wardCode ?? '', period: PERIOD, ...more },
		target: inWard(scene)
	}));
const place = scenes(
	(scene) => ({ params: { place: scene.target.wardCode ?? '' }, target: inWard(scene) }),
	({ own, elsewhere }) =>
		[own, elsewhere['other province']].map(({ target: { provinceCode = '' } }) => ({
			name: `province ${provinceCode}`,
			params: { place: provinceCode },
			target: { provinceCode }
		}))
);
const roll = (cast: Cast): Cell[] =>
	group(cast).map(({ params, ...cell }) => ({
		...cell,
		params: {},
		query: `?list=group_roll&of=${encodeURIComponent(params['id'] ?? '')}`
	}));
/** Nobody who plays here has made one. */
const link = (): Cell[] => [
	{ name: 'of nobody', params: { id: newId(new Date()) }, target: null },
	...MALFORMED.map((id) => ({
		...{ name: `malformed: ${id}`, params: { id }, target: null },
		malformed: true as const
	}))
];

const PAGE = '/(office)/reports/[place]/[period]';

/** Periodic reports of wards, what is open of them, and links to lists with names. */
export const PERIODIC_ENTRIES: Record<string, Entry> = {
	'/(office)/reports': { verb: null, cells: nothing },
	'/(office)/reports/[place]': { verb: 'ward_report.read', cells: place },
	[PAGE]: { verb: 'ward_report.read', cells: of() },
	[`${PAGE}/changes`]: { verb: 'ward_report.read', cells: of() },
	[`${PAGE}/people`]: { verb: 'ward_report.read', cells: of() },
	[`${PAGE}/copy/[form]`]: { verb: 'ward_report.read', cells: of({ form: 'csv' }) },
	[`${PAGE}/[step]`]: { verb: 'report.submit', cells: of({ step: 'submission' }) },
	[`${PAGE}/document`]: {
		verb: 'report.number',
		cells: of(),
		form: () => ({ number: '12', symbol: 'BC-UBND', day: '1', month: '2', year: '2026' })
	},
	'/(field)/exports/new': { verb: 'roster.read', cells: roll, form: () => ({ linkId: newId(new Date()) }) },
	'/(field)/exports/[id]': { verb: 'export.make', cells: link },
	'/(field)/exports/[id]/file': { verb: 'export.make', cells: link },
	'/api/reports': { verb: null, cells: nothing },
	'/api/reports/provinces/[code]': { verb: null, cells: words(() => ({ code: '01' })) },
	'/api/openapi.json': { verb: null, cells: nothing }
};
