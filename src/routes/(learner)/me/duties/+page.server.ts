import { findModule } from '#lib/curriculum/library.ts';
import { listCycleStates, type CycleState } from '#lib/compliance/server/standing.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { blockerText, moduleTitles } from '../../../compliance-words.ts';
import { learnerId } from '../../learner.ts';
import type { PageServerLoad } from './$types';

/** What she must learn, by when, what is missing, and straight on to it. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, now } = locals;
	const states = await listCycleStates(db, { personId: learnerId(locals) }, dayOf(now));
	const cycles = states.map((one) => shown(one, locals)).toReversed();
	return {
		open: cycles.filter(({ isOpen }) => isOpen).sort((a, b) => (a.due < b.due ? -1 : 1)),
		past: cycles.filter(({ isOpen }) => !isOpen)
	};
};

function shown(
	{ duty, frame, state, due, graceUntil, doneOn, blockers }: CycleState,
	{ library, language }: App.Locals
) {
	const titles = moduleTitles(library, language);
	return {
		...{ id: duty.id, n: frame.n, title: duty.title, order: duty.order, state, due, graceUntil, doneOn },
		isOpen: doneOn === null && !['ended', 'waived'].includes(state),
		missing: blockers.map((blocker) => ({
			text: blockerText(blocker, titles),
			lessons: findModule(library, blocker.module) ? `/learn/${blocker.module}` : null,
			test: library.standards.some(({ modules }) => modules.includes(blocker.module))
				? `/learn/${blocker.module}/test`
				: null
		}))
	};
}
