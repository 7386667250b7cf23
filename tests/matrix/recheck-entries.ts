import { placesFor } from '#lib/access/permissions.ts';
import { newId } from '#lib/shared/ids.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { inQuery, scenes } from './cells.ts';
import type { Entry } from './entries.ts';
import { wards } from './office-cells.ts';
import type { Cast } from './cast.ts';

const page = ({ own }: Cast) => [{ name: 'the page', params: {}, target: own.target }];
// A scene's re-check bears the id of its drill, and drew its resident.
const recheck = scenes(({ drillId, target: { wardCode = '', provinceCode = '' } }) => ({
	params: { id: drillId },
	target: { wardCode, provinceCode }
}));
const drawn = scenes(({ drillId, personId, target: { wardCode = '', provinceCode = '' } }) => ({
	params: { id: drillId, person: personId },
	target: { wardCode, provinceCode }
}));

/** Re-checks, signals, and wards that are switched on. */
export const RECHECK_ENTRIES: Record<string, Entry> = {
	'/(field)/rechecks': { verb: 'recheck.read', cells: page },
	'/(field)/rechecks/[id]': { verb: 'recheck.read', cells: recheck },
	'/(field)/rechecks/[id]/people/[person]': {
		verb: 'recheck.note',
		cells: drawn,
		form: () => ({ outcome: 'moved' })
	},
	// It is a round of its own, too.
	'/(field)/rechecks/rounds/[id]': { verb: 'recheck.read', cells: recheck },
	'/(office)/rechecks/new': {
		verb: 'recheck.draw',
		cells: page,
		form: ({ own }) => ({
			...{ recheckId: newId(new Date()), place: own.target.wardCode ?? '' },
			...{ size: '5', way: 'equal' }
		})
	},
	'/(office)/signals': {
		verb: 'signal.read',
		cells: inQuery('ward', wards, 'code')
	},
	'/(office)/tenants': {
		verb: 'ward.read',
		// A list of wards is for whose role reaches more than one.
		also: (actor) => placesFor(actor, 'ward.read').some((place) => placeLevel(place) !== 'ward'),
		cells: page
	},
	'/(office)/tenants/[code]/opening': { verb: 'ward.open', cells: wards },
	'/(office)/tenants/[code]/start': {
		verb: 'ward.open',
		cells: wards,
		form: () => ({ day: '1', month: '11', year: '2026' })
	}
};
