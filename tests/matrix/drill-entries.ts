import type { Target } from '#lib/access/permissions.ts';
import { newId } from '#lib/shared/ids.ts';
import { scenes, type Cell } from './cells.ts';
import type { Cast } from './cast.ts';
import type { Entry } from './entries.ts';

/** Her own drill, other people's, and numbers of items that are not there. */
const drill =
	(n?: string): Entry['cells'] =>
	(cast) => {
		const at = (id: string, number = n) => ({ id, ...(number && { n: number }) });
		return [
			{ name: 'her own', params: at(cast.own.drillId), target: {}, only: cast.learner },
			...Object.entries(cast.elsewhere).map(([name, { drillId }]) => ({
				...{ name, params: at(drillId), target: null }
			})),
			...(n ? ['0', '-1', '11', '1e20', '٣'] : []).map((wrong) => ({
				...{ name: `item ${wrong}`, params: at(cast.own.drillId, wrong), target: null }
			})),
			...['0', 'not-a-uuid', newId(new Date())].map((id) => ({
				...{ name: `malformed: ${id}`, malformed: true as const, params: at(id), target: null }
			}))
		];
	};
const here = ({ own }: Cast): Cell[] => [{ name: 'the page', params: {}, target: inWard(own.target) }];
/** What goes round lies in a ward, in no group. */
function inWard({ wardCode = '', provinceCode = '' }: Target): Target {
	return { wardCode, provinceCode };
}

/** Drills, which are each one's own, the frauds that a ward adds to them, and re-checks. */
export const DRILL_ENTRIES: Record<string, Entry> = {
	'/(learner)/drills': { verb: null, cells: () => [{ name: 'the page', params: {}, target: {} }] },
	'/(learner)/drills/[id]': { verb: null, cells: drill() },
	'/(learner)/drills/[id]/[n]': { verb: null, cells: drill('1'), form: () => ({ choice: '1' }) },
	'/(office)/local-scams': { verb: 'local_scam.read', cells: here },
	'/(office)/local-scams/new': {
		...{ verb: 'local_scam.propose', cells: here },
		form: ({ own }) => ({
			...{ scamId: newId(new Date()), wardCode: own.target.wardCode ?? '', kind: 'message' },
			...{ cameFrom: 'Số lạ', text: 'Bấm để nhận quà.', rightChoice: 'Không bấm' },
			...{ wrongChoice: 'Bấm', explain: 'Quà nhận tại phường.' }
		})
	},
	'/(office)/local-scams/[id]': {
		verb: 'local_scam.read',
		cells: scenes(({ scamId, target }) => ({ params: { id: scamId }, target: inWard(target) })),
		form: () => ({ decision: 'withdraw' })
	}
};
