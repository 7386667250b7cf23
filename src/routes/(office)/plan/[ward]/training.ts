import { listDuties } from '#lib/compliance/server/duties.ts';
import { listCycleStates, type CycleState } from '#lib/compliance/server/standing.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { dueText, moduleTitles } from '../../../compliance-words.ts';

/** What a ward's officials must learn, as its plan says it: by which order, what, by when, how many have done it. No names. */
export interface Training {
	id: string;
	title: string;
	order: string;
	modules: string;
	due: string;
	standing: string;
}

const LET_OFF = ['waived', 'ended'];

/** The orders of a ward that still bind somebody, for whoever may read them (`duty.read`). */
export async function listTraining(
	{ db, actor, library, language, now }: App.Locals,
	wardCode: string
): Promise<Training[]> {
	const today = dayOf(now);
	const titles = moduleTitles(library, language);
	const duties = (await listDuties(db, actor)).filter(
		(duty) => duty.wardCode === wardCode && (duty.endsOn === null || duty.endsOn > today)
	);
	return Promise.all(
		duties.map(async ({ id, title, order, modules, due, startsOn }) => ({
			...{ id, title, order: m.duty_order({ ...order, day: writeDay(order.on) }) },
			modules: modules.map((module) => titles[module] ?? module).join('; '),
			due: `${m.duty_from_text({ day: writeDay(startsOn) })}, ${dueText(due)}`,
			standing: standingText(await listCycleStates(db, { dutyId: id }, today))
		}))
	);
}

/** Everybody once, in her last period; whoever was let off or has left is not counted. */
function standingText(states: readonly CycleState[]): string {
	const last = new Map<string, CycleState>();
	for (const one of states) {
		const before = last.get(one.personId);
		if (!before || before.frame.n < one.frame.n) last.set(one.personId, one);
	}
	const bound = [...last.values()].filter(({ state }) => !LET_OFF.includes(state));
	const done = bound.filter(({ state }) => state === 'done_on_time' || state === 'done_late').length;
	const overdue = bound.filter(({ state }) => state === 'overdue').length;
	return m.plan_training_standing({ done, all: bound.length, overdue });
}
