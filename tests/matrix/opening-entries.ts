import type { Target } from '#lib/access/permissions.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Cast } from './cast.ts';
import { nothing, scenes, secret, type Cell } from './cells.ts';
import type { Entry } from './entries.ts';

/** A learning point lies in a ward, in no group. */
const inWard = ({ wardCode = '', provinceCode = '' }: Target): Target => ({ wardCode, provinceCode });
const ward = ({ own }: Cast): Cell[] => [{ name: 'the page', params: {}, target: inWard(own.target) }];
const opening = scenes(({ openingId, target }) => ({ params: { id: openingId }, target: inWard(target) }));
const tablet = scenes(
	({ openingId, tabletId, target }) => ({ params: { id: openingId, tablet: tabletId }, target: inWard(target) }),
	(cast) =>
		Object.entries(cast.elsewhere).map(([name, { tabletId }]) => ({
			name: `own opening, tablet of ${name}`,
			params: { id: cast.own.openingId, tablet: tabletId },
			target: null
		}))
);
/** One that nobody misses when it has been put out. */
const spare = (cast: Cast) =>
	tablet(cast).map((cell) =>
		cell.name === 'own' ? { ...cell, params: { ...cell.params, tablet: cast.own.spareTabletId } } : cell
	);

/** Evenings at learning points, and what stands on their shared tablets; nobody who plays here sits at one. */
export const OPENING_ENTRIES: Record<string, Entry> = {
	'/(public)/awake': { verb: null, cells: nothing },
	'/(public)/join': { verb: null, cells: nothing },
	'/(public)/join/[code]': { verb: null, cells: secret('code', 'K7PMK7PM') },
	'/(public)/lock': { verb: null, cells: nothing },
	'/(public)/sign-in/nod': { verb: null, cells: nothing },
	'/(public)/sign-in/today': { verb: null, cells: nothing },
	'/(learner)/helping': { verb: null, cells: () => [{ name: 'the page', params: {}, target: {}, gone: true }] },
	'/(field)/openings': { verb: 'opening.open', cells: ward },
	'/(field)/openings/new': {
		verb: 'opening.open',
		cells: ward,
		form: ({ world, now }) => ({
			openingId: newId(now),
			learningPointId: world.cuaNam.learningPointId,
			hours: '2'
		})
	},
	'/(field)/openings/[id]': { verb: 'opening.run', cells: opening },
	'/(field)/openings/[id]/change': { verb: 'opening.run', cells: opening, form: () => ({ change: 'extend' }) },
	'/(field)/openings/[id]/closure': { verb: 'opening.run', cells: opening, leaves: 2 },
	'/(field)/openings/[id]/tablets/[tablet]/help': {
		verb: 'opening.run',
		cells: tablet,
		form: () => ({ kind: 'none', learner: '' })
	},
	'/(field)/openings/[id]/tablets/[tablet]/nod': {
		verb: 'nod.give',
		cells: tablet,
		form: ({ own }) => ({ personId: own.personId, nod: 'yes' })
	},
	'/(field)/openings/[id]/tablets/[tablet]/removal': { verb: 'opening.run', cells: spare, leaves: 1 }
};
