import type { Exhibits } from './exhibits.ts';
import { looks, submitEmpty, type Showing } from './showing.ts';

const group = ({ kept }: Exhibits) => ({ id: kept.groups[0] });
const holding = ({ kept }: Exhibits) => ({ id: kept.holdingId });
const refused = { state: 'refused', then: submitEmpty };

/** The books of a ward's groups, as whoever keeps them sees them, and a review from door to door. */
export const groupShowings = (): Showing[] => [
	...looks('/(office)/groups', 'keeper'),
	{
		...{ route: '/(office)/groups/new', as: 'keeper', state: '' },
		address: ({ kept }) => `/groups/new?ward=${kept.ward}`
	},
	{
		...{ route: '/(office)/groups/new', as: 'keeper', state: 'refused', then: submitEmpty },
		address: ({ kept }) => `/groups/new?ward=${kept.ward}`
	},
	{
		...{ route: '/(office)/groups/merge', as: 'keeper', state: '' },
		address: ({ kept }) => `/groups/merge?ward=${kept.ward}`
	},
	{
		...{ route: '/(office)/groups/merge', as: 'keeper', state: 'preview' },
		address: ({ kept }) => `/groups/merge?ward=${kept.ward}&from=${kept.groups.join('&from=')}`
	},
	...looks('/(office)/groups/[id]', 'keeper', group).map((look) => ({ ...look, state: 'fewer declared' })),
	...looks('/(office)/approvals', 'keeper').map((look) => ({ ...look, state: 'of groups' })),
	...looks('/(office)/groups/[id]/name', 'keeper', group),
	...looks('/(office)/groups/[id]/split', 'keeper', group, [refused]),
	...looks('/(office)/groups/[id]/assignment', 'keeper', holding, [refused]),
	...looks('/(office)/groups/[id]/assignment/end', 'keeper', holding),
	...looks('/(office)/groups/[id]/declarations', 'keeper', group),
	...looks(
		'/(office)/groups/[id]/declarations/[declaration]/decision',
		'keeper',
		({ kept }) => ({ id: kept.groups[0], declaration: kept.fallId }),
		[refused]
	),
	...looks('/(office)/groups/[id]/other-counts', 'keeper', group, [refused]),
	...looks('/(office)/residences/moves', 'keeper'),
	...looks('/(office)/residences/arrivals', 'keeper', undefined, [refused]),
	...looks('/(field)/groups/[id]/review', 'keeper', group),
	...looks(
		'/(field)/groups/[id]/review/houses/[house]',
		'keeper',
		({ kept }) => ({ id: kept.groups[0], house: kept.house }),
		[refused]
	),
	...looks('/(field)/groups/[id]/review/end', 'keeper', group)
];
