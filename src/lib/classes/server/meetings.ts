import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { MOST_EVENINGS } from '#lib/classes/class.ts';
import { listEvenings, lockOpenClass, placeOf, readClass } from '#lib/classes/server/class.ts';
import { readMeeting } from '#lib/classes/server/roll-call.ts';
import { attendanceMarks, classMeetings } from '#lib/classes/server/schema.ts';

export interface NewEvening {
	classId: string;
	/** made where the form is shown */
	meetingId: string;
	day: Day;
	starts: string;
	ends: string;
}

/** Another evening of a class, also one that was held without being planned. On a day that has one it changes nothing. */
export async function addEvening(db: Db, actor: Actor, input: NewEvening, now: Date): Promise<void> {
	await readClass(db, actor, 'class.run', input.classId);
	await db.transaction(async (tx) => {
		const one = await lockOpenClass(tx, actor, 'class.run', input.classId);
		const evenings = await listEvenings(tx, one.id);
		if (evenings.some(({ day, cancelled }) => day === input.day && !cancelled)) return;
		if (evenings.length >= MOST_EVENINGS * 2) {
			throw new DomainError('class_evenings_many', 422, { most: MOST_EVENINGS });
		}
		const { meetingId: id, day, starts, ends } = input;
		await tx.insert(classMeetings).values({ id, classId: one.id, day, starts, ends }).onConflictDoNothing();
		const object = { kind: 'class_meeting', id, of: placeOf(one.point) };
		await writeAudit(tx, actor, 'class.run', object, now, { what: 'add_evening', day });
	});
}

/** An evening is not held. One whose roll was taken was (`meeting_held`, 409). Repeating it changes nothing. */
export async function cancelEvening(
	db: Db,
	actor: Actor,
	input: { classId: string; meetingId: string },
	now: Date
): Promise<void> {
	await readClass(db, actor, 'class.run', input.classId);
	await db.transaction(async (tx) => {
		const one = await lockOpenClass(tx, actor, 'class.run', input.classId);
		const meeting = await readMeeting(tx, one.id, input.meetingId);
		if (meeting.cancelled) return;
		const marks = await tx.$count(
			attendanceMarks,
			and(eq(attendanceMarks.meetingId, meeting.id), isNull(attendanceMarks.replacedAt))
		);
		if (marks > 0) throw new DomainError('meeting_held', 409);
		await tx.update(classMeetings).set({ cancelledAt: now }).where(eq(classMeetings.id, meeting.id));
		const object = { kind: 'class_meeting', id: meeting.id, of: placeOf(one.point) };
		await writeAudit(tx, actor, 'class.run', object, now, { what: 'cancel_evening', day: meeting.day });
	});
}
