import type { PersonActor } from '#lib/access/actor.ts';
import type { Library } from '#lib/curriculum/content.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { listEvenings, openClass, type NewClass } from '#lib/classes/server/class.ts';

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
		...{ learners: 'residents' as const, standard: library.standards[0]?.id ?? null, openToAll: true },
		...{ from: addDays(today, -10), to: addDays(today, 10), weekdays: [0, 1, 2, 3, 4, 5, 6] },
		...{ starts: '19:00', ends: '21:00' }
	};
	await openClass(db, trainer, library, { ...usual, ...other }, now);
	const evenings = await listEvenings(db, classId);
	const on = (days: number) => evenings.find(({ day }) => day === addDays(today, days))?.id ?? '';
	return { classId, evenings, tonight: on(0), yesterday: on(-1), tomorrow: on(1) };
}
