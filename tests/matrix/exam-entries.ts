import type { Cast } from './cast.ts';
import { attempt, type Cell } from './cells.ts';
import type { Entry } from './entries.ts';

/** A test of officials that is open, of the own learner and of people elsewhere; also one that is no such test. */
const form = (cast: Cast): Cell[] => [
	...attempt()(cast),
	{ name: 'her own test', params: { id: cast.own.formId }, target: {}, only: cast.learner },
	...Object.entries(cast.elsewhere).map(([name, scene]) => ({
		name: `a test of ${name}`,
		params: { id: scene.formId },
		target: null
	}))
];

/** Tests that count for officials. */
export const EXAM_ENTRIES: Record<string, Entry> = {
	'/(learner)/attempts/[id]/form': {
		verb: null,
		cells: form,
		form: () => ({ do: 'submit', anyway: 'yes', helped: 'none', q1: '1' })
	}
};
