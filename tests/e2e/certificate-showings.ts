import type { Exhibits } from './exhibits.ts';
import { looks, submitEmpty, type Showing } from './showing.ts';

const own = ({ certified }: Exhibits) => ({ id: certified.certificateId });
const code = ({ certified }: Exhibits) => ({ code: certified.code });
const hers = ({ certified }: Exhibits) => ({ id: certified.personId });
const paper = ({ certified }: Exhibits) => ({ id: certified.personId, certificate: certified.certificateId });

/** Papers, as their holder, the office and whoever is shown one see them. */
export const certificateShowings = (): Showing[] => [
	...looks('/(learner)/me/certificates', 'certified', undefined, [
		{ state: 'none yet', as: 'newcomer' },
		{ state: 'just got', query: '?got' }
	]),
	...looks('/(learner)/me/certificates/[id]', 'certified', own),
	...looks('/(public)/certificates', 'nobody', undefined, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(public)/certificates/[code]', 'nobody', code, [
		{ state: 'not in the register', of: () => ({ code: '2345678923456789234567892345' }), status: 404 }
	]),
	...looks('/(office)/people/[id]/certificates', 'officer', hers),
	...looks('/(office)/people/[id]/certificates/[certificate]/revocation', 'officer', paper, [
		{ state: 'refused', then: submitEmpty }
	])
];
