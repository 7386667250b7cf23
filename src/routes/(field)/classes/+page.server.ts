import { may, placesFor } from '#lib/access/permissions.ts';
import { nextEvening } from '#lib/classes/class.ts';
import { listClasses, listEvenings } from '#lib/classes/server/class.ts';
import { listEnrolled } from '#lib/classes/server/enrolment.ts';
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
	return {
		mayOpen: placesFor(actor, 'class.open').length > 0,
		classes: await Promise.all(
			classes.map(async ({ id, name, point, closedOn }) => ({
				...{ id, name, point: point.name, closedOn, mayRun: may(actor, 'class.run', point) },
				enrolled: (await listEnrolled(db, id, closedOn ?? today)).length,
				next: closedOn === null ? nextEvening(await listEvenings(db, id), today) : null
			}))
		)
	};
};
