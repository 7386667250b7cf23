import { and, asc, eq, sql } from 'drizzle-orm';
import { recordOf, type Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Question } from '#lib/curriculum/content.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isOverdue } from '#lib/learning/deadline.ts';
import type { Answer, FormItem } from '#lib/learning/form.ts';
import { timeUp } from '#lib/learning/server/attempt.ts';
import { pagesOf } from '#lib/learning/server/mark.ts';
import { attemptAnswers, attempts } from '#lib/learning/server/schema.ts';

export interface Choice {
	attemptId: string;
	/** which question, from 1 */
	n: number;
	/** which page of the question, from 1; more than one only for order and match */
	page: number;
	/** places in the order shown, from 1, or `unknown` */
	chosen: (number | 'unknown')[];
}

/**
 * Saves what was chosen on one page of an open attempt; the last save wins, and choosing an earlier step of an order
 * anew drops what followed it. Refuses a place that was not offered (422), and a submitted attempt or one whose time is up (409). An answer
 * changed after the witness's closing word takes that word back.
 */
export async function saveAnswer(
	db: Db,
	actor: Actor,
	personId: string,
	question: Question,
	choice: Choice,
	now: Date
): Promise<Answer> {
	allow(actor, 'attempt.answer', { personId });
	return db.transaction(async (tx) => {
		const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, choice.attemptId)).for('update');
		const item = attempt?.form[choice.n - 1];
		if (!attempt || attempt.personId !== recordOf(actor, personId) || !item) throw notFound();
		if (attempt.submittedAt) throw new DomainError('attempt_submitted', 409);
		if (isOverdue(attempt, now)) throw new DomainError('attempt_time_up', 409, timeUp(attempt));

		// Only a question of several pages goes on from what was chosen on the earlier ones.
		const before = pagesOf(question) > 1 ? ((await readAnswers(tx, attempt.id)).get(choice.n) ?? []) : [];
		const answer = answerWith(question, item, before, choice);
		await tx
			.insert(attemptAnswers)
			.values({ attemptId: attempt.id, n: choice.n, answer, savedAt: now })
			.onConflictDoUpdate({
				target: [attemptAnswers.attemptId, attemptAnswers.n],
				set: { answer: sql`excluded.answer`, savedAt: sql`excluded.saved_at` }
			});
		if (attempt.witnessedEndAt) {
			await tx.update(attempts).set({ witnessedEndAt: null }).where(eq(attempts.id, attempt.id));
		}
		return answer;
	});
}

/** The saved answers of an attempt, by question number. */
export async function readAnswers(db: Db, attemptId: string): Promise<Map<number, Answer>> {
	const rows = await db
		.select()
		.from(attemptAnswers)
		.where(and(eq(attemptAnswers.attemptId, attemptId)))
		.orderBy(asc(attemptAnswers.n));
	return new Map(rows.map((row) => [row.n, row.answer]));
}

/** The answer that a choice makes, in authored positions. */
export function answerWith(question: Question, item: FormItem, before: Answer, choice: Choice): Answer {
	if (choice.chosen.length === 0) throw new DomainError('nothing_chosen', 422);
	if (choice.chosen.includes('unknown')) return ['unknown'];
	const positions = choice.chosen.map((place) => item.order[Number(place) - 1]);
	if (positions.some((position) => position === undefined)) throw new DomainError('choice_not_offered', 422);
	const chosen = [...new Set(positions as number[])].sort((a, b) => a - b);
	if (question.kind === 'multiple') return chosen;
	if (chosen.length !== 1) throw new DomainError('choose_one', 422);

	const pages = pagesOf(question);
	if (pages === 1) return chosen;
	const kept = before.includes('unknown') ? [] : before.slice(0, choice.page - 1);
	if (choice.page < 1 || choice.page > pages || kept.length < choice.page - 1) {
		throw new DomainError('choice_not_offered', 422);
	}
	if (question.kind === 'order' && kept.includes(chosen[0] as number)) throw new DomainError('choice_not_offered', 422);
	return lastStepGiven(question, [...kept, ...chosen]);
}

/** When one step of an order is left, it follows by itself. */
function lastStepGiven(question: Question, answer: Answer): Answer {
	if (question.kind !== 'order' || answer.length !== question.steps.length - 1) return answer;
	const left = question.steps.map((_, position) => position).filter((position) => !answer.includes(position));
	return [...answer, ...left];
}
