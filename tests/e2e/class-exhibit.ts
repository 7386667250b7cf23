import { openEveningClass } from '#lib/classes/server/evening-class.fixture.ts';
import { enrolPeople } from '#lib/classes/server/enrolment.ts';
import { takeRollCall } from '#lib/classes/server/roll-call.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import type { RunningWorld } from './world.ts';

export interface TaughtClass {
	id: string;
	/** of today, and the one after it */
	tonight: string;
	tomorrow: string;
}

/** A class in phường Cửa Nam with an evening yesterday, today and tomorrow, in which these people learn. */
export async function holdClass(world: RunningWorld, people: string[]): Promise<TaughtClass> {
	const { db, cuaNam, library } = world;
	const now = new Date();
	const trainers = { trainers: [cuaNam.trainer.id] };
	const made = await openEveningClass(db, cuaNam.trainer, library, cuaNam.learningPointId, now, trainers);
	const { classId, yesterday, tonight, tomorrow } = made;
	const enrolment = { classId, personIds: people, on: addDays(dayOf(now), -5), way: 'list' as const };
	await enrolPeople(db, cuaNam.trainer, enrolment, now);
	const marks = people.map((personId) => ({ personId, mark: 'present' as const, was: null }));
	await takeRollCall(db, cuaNam.trainer, { classId, meetingId: yesterday, marks: marks.slice(0, 1), way: 'tap' }, now);
	return { id: classId, tonight, tomorrow };
}
