import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { listArrivedOn } from '#lib/openings/server/today.ts';
import { currentIds, namesOf } from '#lib/people/server/names.ts';
import { exchangeCard } from '#lib/sign-in/server/cards.ts';
import type { Origin } from '#lib/sign-in/server/throttle.ts';
import { CAME, type Evening, type Mark, type MarkWay } from '#lib/classes/class.ts';
import { lockOpenClass, placeOf, readClass } from '#lib/classes/server/class.ts';
import { listEnrolled, type Enrolled } from '#lib/classes/server/enrolment.ts';
import { attendanceMarks, classMeetings } from '#lib/classes/server/schema.ts';

export interface RollEntry extends Enrolled {
	/** what stands beside her name, and how it came there */
	mark: Mark | null;
	way: MarkWay | null;
	markedAt: Date | null;
}

/** What is written beside a name. `was` is what stood there when the page was shown. */
export interface TypedMark {
	personId: string;
	mark: Mark | null;
	was: Mark | null;
}

/** An evening of this class; one of another class is not found. */
export async function readMeeting(db: Db, classId: string, id: string): Promise<Evening> {
	if (!isId(id)) throw notFound();
	const [row] = await db
		.select()
		.from(classMeetings)
		.where(and(eq(classMeetings.id, id), eq(classMeetings.classId, classId)));
	if (!row) throw notFound();
	const { day, starts, ends, cancelledAt } = row;
	return { id, day, starts, ends, cancelled: cancelledAt !== null };
}

/** Everybody enrolled on the day of an evening, by name, with what stands beside it. */
export async function readRoll(db: Db, classId: string, meeting: Evening): Promise<RollEntry[]> {
	const people = await listEnrolled(db, classId, meeting.day);
	const marks = await marksOf(db, meeting.id);
	return people.map((person) => {
		const row = marks.get(person.personId);
		return {
			...person,
			mark: (row?.mark ?? null) as Mark | null,
			way: (row?.way ?? null) as MarkWay | null,
			markedAt: row?.markedAt ?? null
		};
	});
}

/** The evenings of a class with how many people have a mark and how many came, each once. */
export async function listHeld(db: Db, classId: string): Promise<(Evening & { marked: number; came: number })[]> {
	return db.execute<Evening & { marked: number; came: number } & Record<string, unknown>>(sql`
		select m.id, m.day::text "day", m.starts, m.ends, m.cancelled_at is not null cancelled,
			count(distinct a.id)::int marked,
			(count(distinct coalesce(p.merged_into, p.id)) filter (where a.mark in ('present', 'late')))::int came
		from class_meetings m
		left join attendance_marks a on a.meeting_id = m.id and a.replaced_at is null
		left join people p on p.id = a.person_id
		where m.class_id = ${classId}::uuid
		group by m.id order by m.day, m.id`);
}

/** What stood beside names before somebody corrected it, oldest first: who wrote it, and when. */
export async function listCorrections(db: Db, meetingId: string) {
	const rows = await db
		.select()
		.from(attendanceMarks)
		.where(and(eq(attendanceMarks.meetingId, meetingId), isNotNull(attendanceMarks.replacedAt)))
		.orderBy(asc(attendanceMarks.replacedAt), asc(attendanceMarks.id));
	const names = await namesOf(
		db,
		rows.flatMap(({ personId, markedBy }) => [personId, markedBy])
	);
	return rows.flatMap(({ personId, mark, markedBy, markedAt }) => {
		const name = names.get(personId);
		return name === undefined ? [] : [{ name, mark: mark as Mark, by: names.get(markedBy) ?? null, at: markedAt }];
	});
}

/**
 * Writes the roll of an evening, in the room or from a sheet later: only what differs from what was shown, so that
 * nobody undoes what another one wrote meanwhile (`roll_call_changed`, 409). A mark that changes is replaced and kept.
 * Refuses a closed class, an evening that was cancelled or is still to come (`meeting_not_yet`), and whoever was not
 * enrolled that day (`class_not_enrolled`). Returns how many marks are new; sent again, none.
 */
export async function takeRollCall(
	db: Db,
	actor: Actor,
	input: { classId: string; meetingId: string; marks: readonly TypedMark[]; way: MarkWay },
	now: Date
): Promise<number> {
	return change(db, actor, input, now, async (tx, meeting) => {
		const enrolled = new Set((await listEnrolled(tx, input.classId, meeting.day)).map(({ personId }) => personId));
		const standing = await marksOf(tx, meeting.id);
		const wanted = input.marks.filter(({ personId, mark, was }) => {
			const stands = standing.get(personId)?.mark ?? null;
			if (mark === null || mark === was || mark === stands) return false;
			if (!enrolled.has(personId)) throw new DomainError('class_not_enrolled', 409);
			if (stands !== was) throw new DomainError('roll_call_changed', 409);
			return true;
		});
		await writeMarks(tx, actor, meeting.id, wanted as { personId: string; mark: Mark }[], input.way, now);
		return wanted.length;
	});
}

/**
 * Marks whoever's card was scanned as present, tonight only (`meeting_another_day`, 409). The same card again changes
 * nothing. Refuses who is not enrolled (`class_not_enrolled`) and cards as `exchangeCard` does.
 */
export async function markByCard(
	db: Db,
	actor: Actor,
	input: { classId: string; meetingId: string; card: string },
	origin: Origin,
	now: Date
): Promise<{ name: string; added: boolean }> {
	await readClass(db, actor, 'class.roll_call', input.classId);
	const { personId } = await exchangeCard(db, input.card, origin, now);
	return change(db, actor, input, now, async (tx, meeting) => {
		if (meeting.day !== dayOf(now)) throw new DomainError('meeting_another_day', 409);
		const person = (await listEnrolled(tx, input.classId, meeting.day)).find((one) => one.personId === personId);
		if (!person) throw new DomainError('class_not_enrolled', 409);
		const stands = (await marksOf(tx, meeting.id)).get(personId)?.mark as Mark | undefined;
		const added = stands === undefined || !CAME.includes(stands);
		if (added) await writeMarks(tx, actor, meeting.id, [{ personId, mark: 'present' }], 'card', now);
		return { name: person.name, added };
	});
}

/**
 * Marks as present whoever signed in on a tablet at this learning point on the day of the evening and has no mark yet.
 * Returns how many; again, none.
 */
export async function fillFromOpening(
	db: Db,
	actor: Actor,
	input: { classId: string; meetingId: string },
	now: Date
): Promise<number> {
	const { point } = await readClass(db, actor, 'class.roll_call', input.classId);
	return change(db, actor, input, now, async (tx, meeting) => {
		const arrived = new Set((await currentIds(tx, await listArrivedOn(tx, point.id, meeting.day))).values());
		const standing = await marksOf(tx, meeting.id);
		const marks = (await listEnrolled(tx, input.classId, meeting.day))
			.filter(({ personId }) => arrived.has(personId) && !standing.has(personId))
			.map(({ personId }) => ({ personId, mark: 'present' as const }));
		await writeMarks(tx, actor, meeting.id, marks, 'opening', now);
		return marks.length;
	});
}

async function change<Outcome>(
	db: Db,
	actor: Actor,
	{ classId, meetingId }: { classId: string; meetingId: string },
	now: Date,
	work: (tx: Db, meeting: Evening) => Promise<Outcome>
): Promise<Outcome> {
	const { point } = await readClass(db, actor, 'class.roll_call', classId);
	return db.transaction(async (tx) => {
		await lockOpenClass(tx, actor, 'class.roll_call', classId);
		const meeting = await readMeeting(tx, classId, meetingId);
		if (meeting.cancelled) throw new DomainError('meeting_cancelled', 409);
		if (meeting.day > dayOf(now)) throw new DomainError('meeting_not_yet', 409);
		const outcome = await work(tx, meeting);
		const object = { kind: 'class_meeting', id: meeting.id, of: placeOf(point) };
		await writeAudit(tx, actor, 'class.roll_call', object, now, { day: meeting.day });
		return outcome;
	});
}

async function writeMarks(
	tx: Db,
	actor: Actor,
	meetingId: string,
	marks: readonly { personId: string; mark: Mark }[],
	way: MarkWay,
	now: Date
): Promise<void> {
	if (marks.length === 0) return;
	const standing = await marksOf(tx, meetingId);
	const replaced = marks.flatMap(({ personId }) => standing.get(personId)?.id ?? []);
	if (replaced.length > 0) {
		await tx.update(attendanceMarks).set({ replacedAt: now }).where(inArray(attendanceMarks.id, replaced));
	}
	const rows = marks.map(({ personId, mark }) => ({ personId, mark }));
	await tx
		.insert(attendanceMarks)
		.values(rows.map((row) => ({ ...row, id: newId(now), meetingId, way, markedAt: now, markedBy: actor.id })));
}

/** The marks in force, by the person each belongs to today; of two records that became one, the later mark. */
async function marksOf(db: Db, meetingId: string): Promise<Map<string, typeof attendanceMarks.$inferSelect>> {
	const rows = await db
		.select()
		.from(attendanceMarks)
		.where(and(eq(attendanceMarks.meetingId, meetingId), isNull(attendanceMarks.replacedAt)))
		.orderBy(asc(attendanceMarks.markedAt), asc(attendanceMarks.id));
	const current = await currentIds(
		db,
		rows.map(({ personId }) => personId)
	);
	return new Map(rows.map((row) => [current.get(row.personId) ?? row.personId, row]));
}
