import type { Exhibits } from './exhibits.ts';
import { looks, submitEmpty, type Showing } from './showing.ts';

const ended = ({ drilled }: Exhibits) => ({ id: drilled.ended });
const first = ({ drilled }: Exhibits) => ({ id: drilled.open, n: '1' });
const scam = ({ drilled }: Exhibits) => ({ id: drilled.scam });

/** Drills as whoever drills sees them, and the frauds that a ward's office adds. */
export const drillShowings = (): Showing[] => [
	...looks('/(learner)/drills', 'learner', undefined, [{ state: 'before the first', as: 'newcomer' }]),
	...looks('/(learner)/drills/[id]', 'learner', ended),
	...looks('/(learner)/drills/[id]/[n]', 'learner', first, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(office)/local-scams', 'officer'),
	...looks('/(office)/local-scams/new', 'officer', undefined, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(office)/local-scams/[id]', 'officer', scam)
];
