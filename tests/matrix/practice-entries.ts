import type { Cast } from './cast.ts';
import { attempt, words } from './cells.ts';
import type { Entry } from './entries.ts';

const scenario = ({ world }: Cast) => {
	const [first] = world.library.scenarios;
	return { module: first?.module ?? '', scenario: first?.id ?? '' };
};
const open = (cells: Entry['cells'], form?: Entry['form']): Entry => ({ verb: null, cells, ...(form && { form }) });

/** Practice on a drawn phone: to try it, anybody; to go on with a run, whose it is. */
export const PRACTICE_ENTRIES: Record<string, Entry> = {
	'/(public)/practice': open(() => [{ name: 'the page', params: {}, target: {} }]),
	'/(public)/practice/[module]/[scenario]': open(words(scenario)),
	'/(public)/practice/[module]/[scenario]/sheet': open(words(scenario)),
	'/(public)/practice/[module]/[scenario]/show': open(words(scenario)),
	'/(public)/practice/[module]/[scenario]/try': open(words(scenario), () => ({ step: '0', hint: '1' })),
	'/(learner)/practice/[module]/[scenario]/run': open(words(scenario)),
	'/(learner)/practice-runs/[id]': open(
		attempt(undefined, ({ runId }) => runId),
		() => ({ step: '0', hint: '1' })
	)
};
