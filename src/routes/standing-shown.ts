import type { CycleState } from '#lib/compliance/server/standing.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { writeDay } from '#lib/shared/dates.ts';
import { blockerText, cycleStateWord, moduleTitles } from './compliance-words.ts';

/** A line of the lists that leaders see: what is missing, and no score beyond that. */
export function shownStates(states: readonly CycleState[], { library, language }: App.Locals) {
	const titles = moduleTitles(library, language);
	return states.map(
		({ personId, fullName, post, duty, frame, state, due, graceUntil, doneOn, blockers, evidence }) => ({
			...{ personId, fullName: fullName ?? '–', state, due, graceUntil, doneOn, n: frame.n },
			agency: post?.agencyName ?? '–',
			position: post?.position ?? '',
			duty: { id: duty.id, title: duty.title },
			missing: blockers.map((blocker) => blockerText(blocker, titles)),
			elsewhere: evidence.some(({ kind }) => kind === 'elsewhere')
		})
	);
}

export type ShownState = ReturnType<typeof shownStates>[number];

const LET_OFF = ['waived', 'postponed', 'ended'];

/** Of those lines the ones of who still lacks something and was not let off. */
export function missingOnly<T extends Pick<ShownState, 'state' | 'missing'>>(states: readonly T[]): T[] {
	return states.filter(({ state, missing }) => missing.length > 0 && !LET_OFF.includes(state));
}

/** The states as a table for a file, its headings first: one line a person, duty and period. */
export function stateRows(states: readonly ShownState[]) {
	const heads = [
		...[m.duty_person(), m.duty_agency(), m.agency_position(), m.duty_title(), m.duty_period({ n: '' }).trim()],
		...[m.duty_state(), m.duty_due_head(), m.duty_done_head(), m.duty_missing(), m.duty_elsewhere()]
	];
	const rows = states.map((one) => [
		...[one.fullName, one.agency, one.position, one.duty.title, one.n, cycleStateWord(one.state), writeDay(one.due)],
		...[one.doneOn === null ? null : writeDay(one.doneOn), one.missing.join('; '), one.elsewhere ? 'x' : null]
	]);
	return [heads, ...rows];
}
