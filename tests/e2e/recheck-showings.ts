import type { Exhibits } from './exhibits.ts';
import { looks, submitEmpty, type Showing } from './showing.ts';

const drawn = ({ recheckId }: Exhibits) => ({ id: recheckId });
const round = ({ roundId }: Exhibits) => ({ id: roundId });
const person = ({ recheckId, learner }: Exhibits) => ({ id: recheckId, person: learner });
const ward = () => ({ code: '00004' });

/** Re-checks as the province and the witnesses see them, signals, and wards that are switched on. */
export const recheckShowings = (): Showing[] => [
	...looks('/(field)/rechecks', 'trainer', undefined, [{ state: 'a ward', query: '?ward=00082' }]),
	...looks('/(field)/rechecks/[id]', 'trainer', drawn),
	...looks('/(field)/rechecks/[id]/people/[person]', 'trainer', person, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(field)/rechecks/rounds/[id]', 'trainer', drawn, [
		{ state: 'the province', as: 'province', of: round, query: '?drawn' },
		{ state: 'behind', as: 'province', of: round, query: '?show=behind' }
	]),
	...looks('/(office)/rechecks/new', 'province', undefined, [{ state: 'a ward', query: '?ward=10507' }]),
	...looks('/(office)/signals', 'leader'),
	...looks('/(office)/tenants', 'administrator', undefined, [{ state: 'a province', query: '?province=25' }]),
	...looks('/(office)/tenants/[code]/opening', 'administrator', ward, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(office)/tenants/[code]/start', 'administrator', ward)
];
