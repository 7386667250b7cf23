import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Target } from '#lib/access/permissions.ts';
import type { Cast } from './cast.ts';
import { group, inQuery, nothing, scenes, type Cell } from './cells.ts';
import type { Entry } from './entries.ts';

const inWard = ({ wardCode = '', provinceCode = '' }: Target): Target => ({ wardCode, provinceCode });
const ward = inQuery(
	'ward',
	scenes(({ target }) => ({ params: { id: target.wardCode ?? '' }, target: inWard(target) }))
);
const ownWard = ({ own }: Cast): Cell[] => [{ name: 'the page', params: {}, target: inWard(own.target) }];
/** The group that holds who waits after a split. */
const holding = scenes(({ outside, target }) => ({
	params: { id: outside.holdingId },
	target: { ...target, groupId: outside.holdingId }
}));
/** A declaration in its group; also another group's in the own one's address. */
const fall = scenes(
	({ groupId, outside }) => ({ params: { id: groupId, declaration: outside.fallId } }),
	({ own, elsewhere }) =>
		Object.entries(elsewhere).map(([name, { outside }]) => ({
			name: `own group, declaration of ${name}`,
			params: { id: own.groupId, declaration: outside.fallId },
			target: null
		}))
);
/** A house in the review of its group; also another group's house in the own one's. */
const house = scenes(
	({ groupId, houseId }) => ({ params: { id: groupId, house: houseId } }),
	({ own, elsewhere }) =>
		Object.entries(elsewhere).map(([name, { houseId }]) => ({
			name: `own group, house of ${name}`,
			params: { id: own.groupId, house: houseId },
			target: null
		}))
);

const today = ({ now }: Cast) => {
	const [year = '', month = '', day = ''] = dayOf(now).split('-');
	return { day, month, year };
};
const named = (cast: Cast) => ({ name: 'Tổ lạ', kind: 'tổ', ...today(cast) });
const fresh = () => newId(new Date());

/** Groups, their numbers, reviews from door to door, and who moves between wards. */
export const GROUP_ENTRIES: Record<string, Entry> = {
	'/(office)/groups': { verb: null, cells: nothing },
	'/(office)/groups/new': { verb: 'group.create', cells: ward, form: (cast) => ({ groupId: fresh(), ...named(cast) }) },
	'/(office)/groups/merge': {
		verb: 'group.merge',
		cells: ward,
		form: (cast) => ({ approvalId: fresh(), intoId: fresh(), from: cast.own.groupId, ...named(cast) })
	},
	'/(office)/groups/[id]/name': {
		verb: 'group.rename',
		cells: group,
		form: (cast) => ({ ...named(cast), shownName: 'x', shownKind: 'y' })
	},
	'/(office)/groups/[id]/split': {
		verb: 'group.split',
		cells: group,
		form: (cast) => ({ approvalId: fresh(), names: 'Tổ X\nTổ Y', ...named(cast) })
	},
	'/(office)/groups/[id]/assignment': {
		verb: 'residence.assign',
		cells: holding,
		form: ({ own }) => ({ eventId: fresh(), person: own.personId, toGroupId: own.groupId })
	},
	'/(office)/groups/[id]/assignment/end': { verb: 'residence.assign', cells: holding, form: () => ({ end: '1' }) },
	'/(office)/groups/[id]/declarations': { verb: 'figure.explain', cells: group },
	'/(office)/groups/[id]/declarations/[declaration]/decision': {
		verb: 'population.accept',
		cells: fall,
		form: () => ({ eventId: fresh(), decision: 'accept' })
	},
	'/(office)/groups/[id]/other-counts': {
		verb: 'other_count.note',
		cells: group,
		form: (cast) => ({ countId: fresh(), kind: 'police', adults: '1', source: 'x', ...today(cast) })
	},
	'/(office)/residences/moves': { verb: null, cells: nothing },
	'/(office)/residences/arrivals': {
		verb: null,
		writing: 'residence.move',
		cells: ownWard,
		form: () => ({ card: 'ABCD' })
	},
	'/(field)/groups/[id]/review': { verb: 'household.review', cells: group, form: () => ({ reviewId: fresh() }) },
	'/(field)/groups/[id]/review/houses/[house]': {
		verb: 'household.review',
		cells: house,
		form: () => ({ resident: '1', lodging: '0', away: '0' })
	},
	'/(field)/groups/[id]/review/end': { verb: 'household.review', cells: group, form: () => ({ end: '1' }) }
};
