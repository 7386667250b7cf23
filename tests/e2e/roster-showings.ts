import type { Exhibits } from './exhibits.ts';
import { looks, submitEmpty, type Showing } from './showing.ts';

const staged = ({ rosters }: Exhibits) => ({ id: rosters.staged });
const looked = ({ rosters }: Exhibits) => ({ id: rosters.looked });
const committed = ({ rosters }: Exhibits) => ({ id: rosters.committed });

/** Files with residents, as an officer of their ward sees them. */
export const rosterShowings = (): Showing[] => [
	...looks('/(office)/rosters', 'officer'),
	...looks('/(office)/rosters/new', 'officer', undefined, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(office)/rosters/[id]', 'officer', looked, [
		{ state: 'doubtful', query: '?show=doubtful' },
		{ state: 'wrong', query: '?show=wrong' },
		{ state: 'committed', of: committed }
	]),
	...looks('/(office)/rosters/[id]/mapping', 'officer', staged),
	...looks('/(office)/rosters/[id]/commit', 'officer', looked),
	...looks('/(office)/rosters/[id]/undoing', 'officer', committed)
];
