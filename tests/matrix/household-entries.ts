import type { Target } from '#lib/access/permissions.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Cast } from './cast.ts';
import { group, nothing, scenes } from './cells.ts';
import type { Entry } from './entries.ts';

const house = scenes(({ houseId }) => ({ params: { id: houseId } }));
/** Whoever lives in a house; also somebody of elsewhere in the own house's address. */
const member = scenes(
	({ houseId, personId }) => ({ params: { id: houseId, person: personId } }),
	(cast) =>
		Object.entries(cast.elsewhere).map(([name, { personId }]) => ({
			name: `own house, person of ${name}`,
			params: { id: cast.own.houseId, person: personId },
			target: null
		}))
);
const provinceOf = ({ provinceCode }: Target) => (provinceCode === undefined ? {} : { provinceCode });
/** Two records of one place; also one of the own and one of another place. */
const pair = scenes(
	({ personId, claimantId }) => ({ params: { id: personId, other: claimantId } }),
	(cast) =>
		(['neighbouring ward', 'other province'] as const).map((name) => ({
			name: `own person and one of ${name}`,
			params: { id: cast.own.personId, other: cast.elsewhere[name].personId },
			// Only whose role reaches both places.
			target: name === 'neighbouring ward' ? provinceOf(cast.own.target) : {}
		}))
);

const words = () => ({ label: 'x', landmark: 'y', householdId: newId(new Date()) });
const today = ({ now }: Cast) => {
	const [year = '', month = '', day = ''] = dayOf(now).split('-');
	return { day, month, year };
};

/** Houses and who lives in them, and records that may be one person. */
export const HOUSEHOLD_ENTRIES: Record<string, Entry> = {
	'/(field)/groups/[id]/households': { verb: 'household.read', cells: group },
	'/(field)/groups/[id]/households/new': { verb: 'household.found', cells: group, form: words },
	'/(field)/households': { verb: null, cells: nothing },
	'/(field)/households/[id]': { verb: 'household.read', cells: house },
	'/(field)/households/[id]/correction': { verb: 'household.correct', cells: house, form: words },
	'/(field)/households/[id]/members/[person]/leaving': { verb: 'household.leave', cells: member, form: today },
	'/(field)/households/[id]/members/new': {
		verb: 'household.join',
		cells: house,
		form: (cast) => ({ ...today(cast), personId: cast.own.claimantId })
	},
	'/(field)/households/[id]/split': {
		verb: 'household.split',
		cells: house,
		form: (cast) => ({ ...words(), ...today(cast), movers: cast.own.personId })
	},
	'/(office)/duplicates': { verb: null, cells: nothing },
	'/(office)/duplicates/[id]/[other]': {
		verb: 'evidence.read',
		writing: 'person.merge',
		cells: pair,
		form: () => ({ eventId: newId(new Date()), decision: 'ask' })
	}
};
