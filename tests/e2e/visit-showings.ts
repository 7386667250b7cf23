import type { Exhibits } from './exhibits.ts';
import { looks, submitEmpty, type Showing } from './showing.ts';
import type { RunningWorld } from './world.ts';

const group = (_: Exhibits, { cuaNam }: RunningWorld) => ({ id: cuaNam.groups[0] });
const house = ({ house }: Exhibits) => ({ id: house.id });

/** Visits, each page as those see it who may do most on it. */
export const visitShowings = (): Showing[] => [
	...looks('/(field)/visits', 'trainer'),
	...looks('/(field)/visits/groups/[id]', 'officer', group, [
		{ state: 'of a head', as: 'head' },
		{ state: 'refused', query: '?part=refused' }
	]),
	...looks('/(field)/visits/groups/[id]/announcement', 'head', group),
	...looks('/(field)/visits/households/[id]', 'trainer', house, [{ state: 'refused', then: submitEmpty }])
];
