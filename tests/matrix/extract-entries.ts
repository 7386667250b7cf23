import type { Actor } from '#lib/access/actor.ts';
import { may, type Target } from '#lib/access/permissions.ts';
import type { Scene } from './cast.ts';
import { scenes } from './cells.ts';
import type { Entry } from './entries.ts';

/** Over in every year in which this runs. */
const PERIOD = '2025-Q4';

const inWard = ({ target: { wardCode = '', provinceCode = '' } }: Scene): Target => ({ wardCode, provinceCode });
const of = (more: Record<string, string>) =>
	scenes((scene) => ({ params: { id: scene.bureauId, ...more }, target: inWard(scene) }));
/** A head of agency sees the very agency in which she holds a post; here she holds none. */
const also = (actor: Actor, target: Target) =>
	actor.kind === 'person' &&
	may({ ...actor, grants: actor.grants.filter(({ role }) => role !== 'head_of_agency') }, 'agency.read', target);

/** What an agency's officials have learned, by period, and the reports of wards. */
export const EXTRACT_ENTRIES: Record<string, Entry> = {
	'/(field)/agencies/[id]/extract': { verb: 'agency.read', also, cells: of({}) },
	'/(field)/agencies/[id]/extract/[period]': { verb: 'agency.read', also, cells: of({ period: PERIOD }) },
	'/(field)/agencies/[id]/extract/[period]/[step]': {
		verb: 'report.submit',
		cells: of({ period: PERIOD, step: 'submission' })
	}
};
