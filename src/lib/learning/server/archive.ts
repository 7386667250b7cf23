import type { SystemActor } from '#lib/access/actor.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { inPages } from '#lib/server/db/in-pages.ts';
import type { Mark } from '#lib/learning/events.ts';
import type { Attempt } from '#lib/learning/server/attempt.ts';
import { attemptAnswers, attempts } from '#lib/learning/server/schema.ts';

const ROWS_A_WRITE = 1_000;

/** Writes attempts that were handed in long ago, with their answers, by the thousand. Their events are the caller's affair. */
export async function addPastAttempts(
	db: Db,
	_actor: SystemActor,
	past: readonly { attempt: Attempt; marks: readonly Mark[] }[]
): Promise<void> {
	const answers = past.flatMap(({ attempt, marks }) =>
		marks.map((mark, index) => ({
			attemptId: attempt.id,
			n: index + 1,
			answer: mark.answer,
			savedAt: attempt.submittedAt ?? attempt.startedAt
		}))
	);
	const begun = past.map(({ attempt }) => attempt);
	await inPages(begun, ROWS_A_WRITE, (page) => db.insert(attempts).values(page));
	await inPages(answers, ROWS_A_WRITE, (page) => db.insert(attemptAnswers).values(page));
}
