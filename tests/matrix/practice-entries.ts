import type { Target } from '#lib/access/permissions.ts';
import type { Cast } from './cast.ts';
import { attempt, scenes, words } from './cells.ts';
import type { Entry } from './entries.ts';

const scenario = ({ world }: Cast) => {
	const [first] = world.library.scenarios;
	return { module: first?.module ?? '', scenario: first?.id ?? '' };
};
/** A class lies in a ward, in no group. */
const inWard = ({ wardCode = '', provinceCode = '' }: Target): Target => ({ wardCode, provinceCode });
const open = (cells: Entry['cells'], form?: Entry['form']): Entry => ({ verb: null, cells, ...(form && { form }) });

/** Practice on a drawn phone: to try it, anybody; to go on with a run, whose it is. */
export const PRACTICE_ENTRIES: Record<string, Entry> = {
	'/(public)/practice': open(() => [{ name: 'the page', params: {}, target: {} }]),
	'/(public)/practice/[module]/[scenario]': open(words(scenario)),
	'/(public)/practice/[module]/[scenario]/sheet': open(words(scenario)),
	'/(public)/practice/[module]/[scenario]/show': open(words(scenario)),
	'/(public)/practice/[module]/[scenario]/try': open(words(scenario), () => ({ step: '0', hint: '1' })),
	'/(field)/classes/[id]/practice': {
		verb: 'class_board.read',
		cells: scenes(({ classId, target }) => ({ params: { id: classId }, target: inWard(target) }))
	},
	'/(learner)/practice/[module]/[scenario]/run': open(words(scenario)),
	'/(learner)/practice-runs/[id]': open(
		attempt(undefined, ({ runId }) => runId),
		() => ({ step: '0', hint: '1' })
	)
};
