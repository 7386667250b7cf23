import type { PersonActor } from '#lib/access/actor.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Mark } from '#lib/classes/class.ts';
import { readBoard } from '#lib/classes/server/board.ts';
import { listEvenings, openClass, type NewClass } from '#lib/classes/server/class.ts';
import { enrolPeople } from '#lib/classes/server/enrolment.ts';
import { readMeeting, readRoll, takeRollCall } from '#lib/classes/server/roll-call.ts';
import { NOON, type World } from '#tests/world.ts';

/** A class of residents for a standard, every evening from ten days ago to ten days ahead, with the id of tonight's. */
export async function openEveningClass(
	db: Db,
	trainer: PersonActor,
	library: Library,
	learningPointId: string,
	now: Date,
	other: Partial<NewClass> = {}
) {
	const classId = newId(now);
	const today = dayOf(now);
	const usual = {
		...{ classId, name: 'Lớp tối', learningPointId, organisation: null, modules: [], trainers: [] },
		...{ learners: 'residents' as const, standard: residentsStandard(library).id, openToAll: true },
		...{ from: addDays(today, -10), to: addDays(today, 10), weekdays: [0, 1, 2, 3, 4, 5, 6], off: [] },
		...{ starts: '19:00', ends: '21:00' }
	};
	await openClass(db, trainer, library, { ...usual, ...other }, now);
	const evenings = await listEvenings(db, classId);
	const on = (days: number) => evenings.find(({ day }) => day === addDays(today, days))?.id ?? '';
	return { classId, evenings, tonight: on(0), yesterday: on(-1), tomorrow: on(1) };
}

/** What the trainer of a class does in it, said as tests say it; `at` is asked anew each time, since each test has its own. */
export function inClass(at: () => { world: World; made: Awaited<ReturnType<typeof openEveningClass>> }) {
	const trainer = () => at().world.cuaNam.trainer;
	return {
		trainer,
		enrol: (personIds: string[], on = dayOf(NOON), actor = trainer()) => {
			const { world, made } = at();
			return enrolPeople(world.db, actor, { classId: made.classId, personIds, on, way: 'list' }, NOON);
		},
		call: (marks: { personId: string; mark: Mark | null; was?: Mark | null }[], meetingId = at().made.tonight) => {
			const { world, made } = at();
			const taken = marks.map((one) => ({ was: null, ...one }));
			return takeRollCall(world.db, trainer(), { classId: made.classId, meetingId, marks: taken, way: 'sheet' }, NOON);
		},
		roll: async (meetingId = at().made.tonight) => {
			const { world, made } = at();
			return readRoll(world.db, made.classId, await readMeeting(world.db, made.classId, meetingId));
		},
		board: async () => {
			const { world, made } = at();
			return (await readBoard(world.db, trainer(), world.library, made.classId, 'look', NOON)).board;
		}
	};
}
