import type { TaskMark } from '#lib/learning/events.ts';
import { recordPracticalCheck } from '#lib/learning/server/practical-check.ts';
import { record } from '#lib/ledger/server/record.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import type { RunningWorld } from './world.ts';

/** Two practical checks of one learner, typed in from sheets: the fifth task was not done yet, then needed a word. */
export async function checkOne({ db, standard, cuaNam }: RunningWorld, personId: string): Promise<void> {
	const now = new Date();
	const { trainer, learningPointId } = cuaNam;
	for (const last of ['not_yet', 'prompted'] as const) {
		const tasks = standard.practicalCheck ?? [];
		const marks = tasks.map(({ id }, n): [string, TaskMark] => [id, n === tasks.length - 1 ? last : 'alone']);
		const check = {
			...{ eventId: newId(now), personId, standardHash: standard.hash, marks: Object.fromEntries(marks) },
			...{ phone: 'drawn' as const, readAloud: last === 'prompted' },
			...{ place: { kind: 'point' as const, id: learningPointId }, paper: { on: dayOf(now), witnessId: trainer.id } }
		};
		await record(db, trainer, recordPracticalCheck, check, now);
	}
}
