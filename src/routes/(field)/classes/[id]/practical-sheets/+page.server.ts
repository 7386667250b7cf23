import { readClass } from '#lib/classes/server/class.ts';
import { listEnrolled } from '#lib/classes/server/enrolment.ts';
import { codeOnSheet } from '#lib/learning/server/check-code.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { tasksShown } from '../../../people/[id]/practical-check/check-page.ts';
import type { PageServerLoad } from './$types';

/** A sheet for each person of a class, to print before the network is gone. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const one = await readClass(db, actor, 'class.roll_call', params.id);
	const enrolled = await listEnrolled(db, one.id, one.closedOn ?? dayOf(now));
	return {
		...{ id: one.id, name: one.name },
		...tasksShown(locals),
		people: enrolled.map(({ personId, name, birthYear }) => ({
			...{ id: personId, name, birthYear, groupName: null, code: codeOnSheet(personId) }
		}))
	};
};
