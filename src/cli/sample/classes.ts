import { sampleMaker } from '#lib/access/actor.ts';
import type { Mark } from '#lib/classes/class.ts';
import { listEvenings, openClass } from '#lib/classes/server/class.ts';
import { enrolPeople } from '#lib/classes/server/enrolment.ts';
import { takeRollCall } from '#lib/classes/server/roll-call.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import type { RosterHousehold } from '#lib/people/server/roster.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';
import type { SampleCast } from './cast.ts';
import { drillSampleClass } from './drills.ts';
import { checkSampleClass } from './practical-checks.ts';
import { practisePayment } from './practice.ts';

const LEARNERS = 39;
/** Of them, so many have not begun. */
const FRESH = 9;
/** So many have practised on the drawn phone. */
const PRACTISE = 5;
/** So many have done a drill: enough for the class's page to count them. */
const DRILL = 6;
/** So many have done the five tasks before a witness. */
const CHECKED = 3;
const DAY = 86_400_000;

export interface SampleCohort {
	wardCode: string;
	groupId: string;
	name: string;
	roster: RosterHousehold[];
	/** who has taken a test */
	learned: ReadonlySet<string>;
}

/**
 * An evening class of one group, which began four weeks ago and goes on for two: forty people, the resident whom a
 * newcomer signs in as among them, most of whom came to most evenings.
 */
export async function holdSampleClass(
	db: Db,
	library: Library,
	{ wardCode, groupId, name, roster, learned }: SampleCohort,
	cast: SampleCast,
	now: Date,
	chance: () => number
): Promise<void> {
	const today = dayOf(now);
	const [point] = await listLearningPoints(db, [wardCode], today);
	const began = new Date(now.getTime() - 29 * DAY);
	const classId = newId(began);
	const course = { standard: residentsStandard(library).id, modules: [], learners: 'residents' as const };
	const hours = { weekdays: [1, 4], off: [], starts: '19:00', ends: '21:00' };
	const about = { name, learningPointId: point?.id ?? '', organisation: null, openToAll: true };
	const when = { from: addDays(today, -28), to: addDays(today, 14), ...hours };
	await openClass(db, sampleMaker, library, { classId, ...course, ...about, ...when, trainers: [cast.trainer] }, now);

	const members = roster
		.filter((household) => household.groupId === groupId)
		.flatMap(({ members }) => members.map(({ personId }) => personId));
	const begun = members.filter((id) => learned.has(id)).slice(0, LEARNERS - FRESH);
	const people = [...begun, ...members.filter((id) => !learned.has(id)).slice(-FRESH)];
	const personIds = [cast.resident, ...people];
	const enrolment = { classId, personIds, on: addDays(today, -28), way: 'list' as const };
	await enrolPeople(db, sampleMaker, enrolment, now);
	await practisePayment(db, library, begun.slice(0, PRACTISE), now);
	await drillSampleClass(db, library, begun.slice(0, DRILL), now);
	const witnessed = { trainerId: cast.trainer, wardCode, pointId: point?.id ?? '' };
	await checkSampleClass(db, library, witnessed, begun.slice(-CHECKED), now);
	const habits = people.map((personId) => ({ personId, comes: chance() < 0.12 ? 0 : 0.6 + chance() * 0.4 }));
	for (const { id: meetingId, day } of await listEvenings(db, classId)) {
		if (day >= today) continue;
		const marks = habits.map(({ personId, comes }) => ({
			personId,
			was: null,
			mark: markBy(chance() < comes, chance)
		}));
		await takeRollCall(db, sampleMaker, { classId, meetingId, marks, way: 'sheet' }, now);
	}
}

function markBy(comes: boolean, chance: () => number): Mark {
	if (comes) return chance() < 0.1 ? 'late' : 'present';
	return chance() < 0.3 ? 'excused' : 'absent';
}
