import { may, placesFor } from '#lib/access/permissions.ts';
import { listClasses, listNextEvenings } from '#lib/classes/server/class.ts';
import { countEnrolled } from '#lib/classes/server/enrolment.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import type { PageServerLoad } from './$types';

/** The classes of the reader's places. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, now } = locals;
	if (placesFor(actor, 'class.roll_call').every(isId)) throw forbidden();
	const today = dayOf(now);
	const classes = await listClasses(db, actor);
	const enrolled = await countEnrolled(
		db,
		classes.map(({ id, closedOn }) => ({ classId: id, on: closedOn ?? today }))
	);
	const goOn = classes.filter(({ closedOn }) => closedOn === null).map(({ id }) => id);
	const next = await listNextEvenings(db, goOn, today);
	return {
		mayOpen: placesFor(actor, 'class.open').length > 0,
		classes: classes.map(({ id, name, point, closedOn }) => ({
			...{ id, name, point: point.name, closedOn, mayRun: may(actor, 'class.run', point) },
			enrolled: enrolled.get(id) ?? 0,
			next: next.get(id) ?? null
		}))
	};
};
