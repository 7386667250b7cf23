import { and, eq } from 'drizzle-orm';
import { recordOf, type Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import type { LessonCompleted } from '#lib/learning/events.ts';
import { lessonProgress } from '#lib/learning/server/schema.ts';

export interface LessonRead {
	eventId: string;
	personId: string;
	module: string;
	lesson: string;
	/** hash of the lesson as she read it */
	contentHash: string;
}

/** She says "Tôi đã học xong". Saying it again changes nothing: the first day stands. */
export const completeLesson = {
	subjects: (_db: Db, input: LessonRead) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: LessonRead, now: Date): Promise<Decision<void>> {
		allow(actor, 'lesson.complete', { personId: input.personId });
		const { personId, module, lesson } = input;
		const [done] = await db
			.select()
			.from(lessonProgress)
			.where(
				and(eq(lessonProgress.personId, personId), eq(lessonProgress.module, module), eq(lessonProgress.lesson, lesson))
			);
		if (done) return { events: [], outcome: undefined };
		const completed: NewEvent<LessonCompleted> = {
			subjectId: recordOf(actor, personId),
			id: input.eventId,
			kind: 'lesson.completed',
			body: { module, lesson },
			contentHash: input.contentHash,
			occurredAt: now
		};
		return { events: [completed], outcome: undefined };
	}
};

/** The lessons of a person that are done, as `module/lesson`. */
export async function listLessonsDone(db: Db, personId: string): Promise<Set<string>> {
	const rows = await db.select().from(lessonProgress).where(eq(lessonProgress.personId, personId));
	return new Set(rows.map((row) => `${row.module}/${row.lesson}`));
}
