import { findOwnHelpRequest } from '#lib/outreach/server/help-request-list.ts';
import { findPerson } from '#lib/people/server/person.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';
import { showPoints } from '../../points-shown.ts';
import { learnerId } from '../learner.ts';

/** What a learner is reminded of: where in her ward she can come next, and how it stands with what she asked for. */
export async function readReminder(locals: App.Locals) {
	const { db, now } = locals;
	const personId = learnerId(locals);
	const ward = (await findPerson(db, personId))?.place.wardCode;
	const points = ward ? await listLearningPoints(db, [ward], dayOf(now)) : [];
	const next = (await showPoints(locals, points)).find(({ when }) => when !== null);
	const own = await findOwnHelpRequest(db, personId, now);
	return {
		point: next ? { name: next.name, where: next.where ?? next.address, when: next.when } : null,
		help: own && { state: own.state, helper: own.helper }
	};
}
