import { and, eq, gte, inArray, isNull, notExists, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { lockOpenClass, placeOf, readClass } from '#lib/classes/server/class.ts';
import { attendanceMarks, classes, classMeetings, classTrainers } from '#lib/classes/server/schema.ts';
import { checkTrainer } from '#lib/classes/server/trainers.ts';

export interface ClassChange {
	classId: string;
	name: string;
	/** exactly these teach it from now on */
	trainers: readonly string[];
	/** of the evenings from today on */
	starts: string;
	ends: string;
}

/**
 * Another name, other trainers, other hours from today on; an evening whose roll was taken keeps its hours. Whoever
 * taught it before may stay though her role has ended; somebody new must hold one (`class_trainer_unfit`, 409).
 */
export async function changeClass(db: Db, actor: Actor, input: ClassChange, now: Date): Promise<void> {
	await readClass(db, actor, 'class.run', input.classId);
	await db.transaction(async (tx) => {
		const one = await lockOpenClass(tx, actor, 'class.run', input.classId);
		const before = await tx.select().from(classTrainers).where(eq(classTrainers.classId, one.id));
		const wanted = new Set(input.trainers);
		const added = [...wanted].filter((id) => !before.some(({ personId }) => personId === id));
		const gone = before.map(({ personId }) => personId).filter((id) => !wanted.has(id));
		for (const personId of added) await checkTrainer(tx, one.point.wardCode, personId, now);
		await tx.update(classes).set({ name: input.name }).where(eq(classes.id, one.id));
		if (gone.length > 0) {
			const theirs = and(eq(classTrainers.classId, one.id), inArray(classTrainers.personId, gone));
			await tx.delete(classTrainers).where(theirs);
		}
		const named = added.map((personId) => ({ classId: one.id, personId, namedBy: actor.id, namedAt: now }));
		if (named.length > 0) await tx.insert(classTrainers).values(named);
		await tx
			.update(classMeetings)
			.set({ starts: input.starts, ends: input.ends })
			.where(
				and(
					eq(classMeetings.classId, one.id),
					gte(classMeetings.day, dayOf(now)),
					isNull(classMeetings.cancelledAt),
					notExists(
						tx
							.select({ one: sql`1` })
							.from(attendanceMarks)
							.where(eq(attendanceMarks.meetingId, classMeetings.id))
					)
				)
			);
		const object = { kind: 'class', id: one.id, of: placeOf(one.point) };
		const trainers = { added: added.length, gone: gone.length };
		await writeAudit(tx, actor, 'class.run', object, now, { what: 'change', ...trainers });
	});
}
