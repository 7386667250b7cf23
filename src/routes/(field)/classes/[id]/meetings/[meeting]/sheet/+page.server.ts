import { readClass } from '#lib/classes/server/class.ts';
import { readMeeting, readRoll } from '#lib/classes/server/roll-call.ts';
import type { PageServerLoad } from './$types';

/** The roll on paper, in the order and with the numbers of the page on which it is typed in. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor } = locals;
	const one = await readClass(db, actor, 'class.roll_call', params.id);
	const meeting = await readMeeting(db, one.id, params.meeting);
	const roll = await readRoll(db, one.id, meeting);
	return {
		...{ id: one.id, name: one.name, point: one.point.name, meeting },
		people: roll.map(({ personId, name, birthYear }) => ({ personId, name, birthYear }))
	};
};
