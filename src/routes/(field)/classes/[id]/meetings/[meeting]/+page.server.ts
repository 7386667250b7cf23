import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { readClass } from '#lib/classes/server/class.ts';
import { rollInput } from '#lib/classes/server/input.ts';
import {
	fillFromOpening,
	listCorrections,
	markByCard,
	readMeeting,
	readRoll,
	takeRollCall
} from '#lib/classes/server/roll-call.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { act } from '../../../../../form.ts';
import { originOf } from '../../../../../origin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const one = await readClass(db, actor, 'class.roll_call', params.id);
	const meeting = await readMeeting(db, one.id, params.meeting);
	const today = dayOf(now);
	return {
		...{ id: one.id, name: one.name, meeting, saved: url.searchParams.has('saved') },
		isToday: meeting.day === today,
		mayMark: one.closedOn === null && !meeting.cancelled && meeting.day <= today,
		mayCancel: one.closedOn === null && !meeting.cancelled && may(actor, 'class.run', one.point),
		toCome: meeting.day > today,
		roll: await readRoll(db, one.id, meeting),
		corrections: await listCorrections(db, meeting.id)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, rollInput, async (input) => {
			const { db, actor, now } = event.locals;
			const evening = { classId: event.params.id, meetingId: event.params.meeting };
			if (input.card !== undefined) {
				const { card } = input;
				return { scanned: await markByCard(db, actor, { ...evening, card }, originOf(event), now) };
			}
			await takeRollCall(db, actor, { ...evening, marks: input.marks, way: input.way }, now);
			if (input.fill) await fillFromOpening(db, actor, evening, now);
			redirect(303, `/classes/${evening.classId}/meetings/${evening.meetingId}?saved`);
		})
};
