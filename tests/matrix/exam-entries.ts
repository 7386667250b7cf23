import type { Cast } from './cast.ts';
import { newId } from '#lib/shared/ids.ts';
import { attempt, nothing, person, scenes, words, type Cell } from './cells.ts';
import { commuting } from './commuters.ts';
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

/** Officials who live in no group of ours: whoever reaches the ward where they work may. */
const commuters = scenes(({ office, target: { wardCode = '', provinceCode = '' } }) => ({
	params: { id: office.commuterId },
	target: { wardCode, provinceCode }
}));

const appeal = () => ({ appealId: newId(new Date()), question: '0', reason: 'other', text: 'Mẫu' });

/** Tests that count for officials. */
export const EXAM_ENTRIES: Record<string, Entry> = {
	'/(learner)/attempts/[id]/appeal': { verb: null, cells: form, form: appeal },
	'/(field)/items': {
		verb: 'item.read',
		cells: () => [{ name: 'the page', params: {}, target: {} }]
	},
	'/(field)/items/copy': { verb: 'item.read', cells: nothing },
	'/(field)/items/[question]': {
		verb: 'item.read',
		writing: 'item.look',
		cells: words(({ own }) => ({ question: own.looks.question })),
		form: () => ({ note: 'kept' })
	},
	'/(office)/items/pairs': { verb: null, cells: nothing },
	'/(office)/items/pairs/[first]/[second]': {
		verb: 'evidence.read',
		writing: 'pair.look',
		cells: scenes(({ looks: { first, second } }) => ({ params: { first, second } })),
		form: () => ({ note: 'chance' })
	},
	'/(office)/appeals': { verb: null, cells: nothing },
	'/(office)/appeals/[id]': {
		verb: 'appeal.read',
		writing: 'appeal.answer',
		cells: (cast) => [
			...scenes(({ appealId }) => ({ params: { id: appealId } }))(cast),
			...commuting(({ appealId }) => ({ id: appealId }))(cast)
		],
		form: () => ({ decision: 'declined', reply: 'Mẫu' })
	},
	'/(office)/people/[id]/accommodation': {
		verb: 'accommodation.set',
		cells: (cast) => [...person(cast), ...commuters(cast), ...commuting(({ personId }) => ({ id: personId }))(cast)],
		form: () => ({ extraPercent: '25', reason: 'health' })
	},
	'/(learner)/attempts/[id]/form': {
		verb: null,
		cells: form,
		form: () => ({ do: 'submit', anyway: 'yes', helped: 'none', q1: '1' })
	}
};
