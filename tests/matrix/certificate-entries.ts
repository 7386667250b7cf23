import { nothing, person, scenes, secret } from './cells.ts';
import { commuting, type Commuter } from './commuters.ts';
import type { Entry } from './entries.ts';

const UNKNOWN = '2345678923456789234567892345';

/** A resident's paper; also somebody else's paper in her address. */
const certificate = scenes(
	({ personId, certificateId }) => ({ params: { id: personId, certificate: certificateId } }),
	(cast) =>
		Object.entries(cast.elsewhere).map(([name, { certificateId }]) => ({
			name: `own person, paper of ${name}`,
			params: { id: cast.own.personId, certificate: certificateId },
			target: null
		}))
);
const paper = ({ personId, certificateId }: Commuter) => ({ id: personId, certificate: certificateId });
const own: Entry['cells'] = (cast) => [
	{ name: 'her own', params: { id: cast.own.certificateId }, target: {}, only: cast.learner },
	...Object.entries(cast.elsewhere).map(([name, { certificateId }]) => ({
		...{ name, params: { id: certificateId }, target: null }
	})),
	{ name: 'no id', params: { id: 'not-a-uuid' }, target: null }
];

/** Papers: her own, the office's, and what anybody may ask the register. */
export const CERTIFICATE_ENTRIES: Record<string, Entry> = {
	'/(public)/certificates': { verb: null, cells: nothing, form: () => ({ code: UNKNOWN }) },
	'/(public)/certificates/[code]': { verb: null, cells: secret('code', UNKNOWN) },
	'/(learner)/me/certificates': { verb: null, cells: nothing },
	'/(learner)/me/certificates/[id]': { verb: null, cells: own },
	'/(learner)/me/certificates/[id]/pdf': { verb: null, cells: own },
	'/(office)/people/[id]/certificates': {
		verb: 'evidence.read',
		cells: (cast) => [...person(cast), ...commuting(({ personId }) => ({ id: personId }), 'official_paper.keep')(cast)]
	},
	'/(office)/people/[id]/certificates/[certificate]/pdf': {
		verb: 'certificate.read',
		// Printing is for her home alone.
		cells: (cast) => [...certificate(cast), ...commuting(paper)(cast).map(({ work: _, ...cell }) => cell)]
	},
	'/(office)/people/[id]/certificates/[certificate]/revocation': {
		verb: 'certificate.revoke',
		cells: (cast) => [...certificate(cast), ...commuting(paper, 'official_paper.keep')(cast)],
		form: () => ({ reason: 'own_wish' })
	}
};
