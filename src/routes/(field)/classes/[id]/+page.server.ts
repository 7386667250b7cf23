import { may } from '#lib/access/permissions.ts';
import { readClass } from '#lib/classes/server/class.ts';
import { listEnrolled } from '#lib/classes/server/enrolment.ts';
import { listHeld } from '#lib/classes/server/roll-call.ts';
import { listClassTrainers } from '#lib/classes/server/trainers.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { taughtIn } from '../taught.ts';
import type { PageServerLoad } from './$types';

/** One class: what comes next, who teaches, and its evenings. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, now, library, language } = locals;
	const one = await readClass(db, actor, 'class.roll_call', params.id);
	const today = dayOf(now);
	const evenings = await listHeld(db, one.id);
	return {
		...{ id: one.id, name: one.name, closedOn: one.closedOn, learners: one.learners, today },
		organisation: one.organisation,
		point: { name: one.point.name, address: one.point.address },
		taught: taughtIn(one, library, language),
		trainers: await listClassTrainers(db, one.id, one.point.wardCode, now),
		enrolled: (await listEnrolled(db, one.id, one.closedOn ?? today)).length,
		evenings,
		tonight: evenings.find(({ day, cancelled }) => day === today && !cancelled) ?? null,
		mayRun: may(actor, 'class.run', one.point) && one.closedOn === null,
		checksByWitness: one.learners === 'residents',
		maySeeBoard: may(actor, 'class_board.read', one.point)
	};
};
