import type { Actor } from '#lib/access/actor.ts';
import { may, type Target } from '#lib/access/permissions.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Cast } from './cast.ts';
import { inQuery, scenes, words } from './cells.ts';
import type { Entry } from './entries.ts';

const VNEID = 'xac-nhan-vneid';

/** An indicator's value lies in a ward, in no group. */
const inWard = ({ wardCode = '', provinceCode = '' }: Target): Target => ({ wardCode, provinceCode });
const ofWard = scenes(({ target }) => ({ params: { place: target.wardCode ?? '' }, target: inWard(target) }));
const value = scenes(({ target }) => ({
	params: { id: VNEID, place: target.wardCode ?? '' },
	target: inWard(target)
}));
/** An administrator may set a target, and has no page of figures from which to do it. */
const also = (actor: Actor, target: Target) => may(actor, 'figure.explain', target);
const day = ({ now }: Cast, more = 0) => {
	const [year = '', month = '', date = ''] = dayOf(now).split('-');
	return { day: date, month, year: String(Number(year) + more) };
};
const paper = { issuer: 'UBND', source: 'Kế hoạch' };

/** Indicators: what they mean, how a place stands, what it promised and entered, and how it groups them. */
export const INDICATOR_ENTRIES: Record<string, Entry> = {
	'/(public)/indicators/[id]': { verb: null, cells: words(() => ({ id: VNEID })) },
	'/(office)/indicators': { verb: 'figure.explain', cells: inQuery('place', ofWard, 'place') },
	'/(office)/indicators/[id]/[place]': { verb: 'figure.explain', cells: value },
	'/(office)/indicators/[id]/[place]/value': {
		verb: 'indicator.enter',
		cells: value,
		form: (cast) => ({
			...{ id: newId(new Date()), numerator: '1', denominator: '2', source: 'Nguồn', correction: 'yes' },
			...day(cast)
		})
	},
	'/(office)/indicators/[id]/[place]/target': {
		verb: 'target.set',
		also,
		cells: value,
		form: (cast) => ({ id: newId(new Date()), share: '100', ...paper, ...day(cast, 1) })
	},
	'/(office)/plans/[place]': {
		verb: 'target.set',
		also,
		cells: ofWard,
		form: () => ({ issuer: 'Ban Chỉ đạo Trung ương', seen: '' })
	},
	'/(office)/criteria/[place]': { verb: 'criteria.set', cells: ofWard, form: () => ({ party: VNEID }) }
};
