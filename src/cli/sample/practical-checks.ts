import type { PersonActor } from '#lib/access/actor.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import type { TaskMark } from '#lib/learning/events.ts';
import { recordPracticalCheck } from '#lib/learning/server/practical-check.ts';
import { record } from '#lib/ledger/server/record.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';

const DAYS_AGO = 4;

/**
 * The trainer's practical checks of one evening without a network, typed in from their sheets: the first does all five
 * tasks alone, each one after that needed a word with one more of them.
 */
export async function checkSampleClass(
	db: Db,
	library: Library,
	{ trainerId, wardCode, pointId }: { trainerId: string; wardCode: string; pointId: string },
	personIds: readonly string[],
	now: Date
): Promise<void> {
	const standard = residentsStandard(library);
	const witness: PersonActor = {
		...{ kind: 'person' as const, id: trainerId, signInId: newId(now) },
		grants: [{ role: 'trainer', place: wardCode }]
	};
	const on = addDays(dayOf(now), -DAYS_AGO);
	for (const [n, personId] of personIds.entries()) {
		const marks = (standard.practicalCheck ?? []).map(({ id }, task): [string, TaskMark] => [
			id,
			task < n ? 'prompted' : 'alone'
		]);
		const check = {
			...{ eventId: newId(now), personId, standardHash: standard.hash, marks: Object.fromEntries(marks) },
			...{ phone: 'drawn' as const, readAloud: false },
			...{ place: { kind: 'point' as const, id: pointId }, paper: { on, witnessId: trainerId } }
		};
		await record(db, witness, recordPracticalCheck, check, now);
	}
}
