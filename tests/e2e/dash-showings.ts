import type { Exhibits } from './exhibits.ts';
import { looks, type Showing } from './showing.ts';
import type { RunningWorld } from './world.ts';

const ward = (_: Exhibits, world: RunningWorld) => ({ code: world.cuaNam.wardCode });

/** A figure explained: what changed it, who is unknown, and the same on a wall. */
export const dashShowings = (): Showing[] => [
	...looks('/(office)/literacy/[code]/bridge', 'officer', ward, [
		{ state: 'a term', query: '?from=2025-12-31&term=attained' },
		{ state: 'groups', query: '?from=2025-12-31&adults=newly_declared' }
	]),
	...looks('/(office)/literacy/[code]/people', 'officer', ward, [
		{ state: 'filtered', query: '?show=not_met&age=60-74' }
	]),
	...looks('/(office)/literacy/[code]/wall', 'officer', ward)
];
