import { eq, sql } from 'drizzle-orm';
import { recordOf, type Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { fillAddress } from '#lib/curriculum/address.ts';
import type { Address, Question } from '#lib/curriculum/content.ts';
import { readQuestions } from '#lib/curriculum/server/versions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import type { FormQuestion } from '#lib/learning/asked.ts';
import { isOverdue } from '#lib/learning/deadline.ts';
import type { Answer, FormItem } from '#lib/learning/form.ts';
import { readAnswers } from '#lib/learning/server/answer.ts';
import { timeUp, type Attempt } from '#lib/learning/server/attempt.ts';
import { attemptAnswers, attempts } from '#lib/learning/server/schema.ts';

/** What a page with a whole form sends, by field name: places in the order shown, from 1, or `unknown`. */
export type SentForm = ReadonlyMap<string, readonly (number | 'unknown')[]>;

/** Every question of an attempt as it stands on one page, in the words of an address, with what was saved so far. */
export async function readWholeForm(db: Db, attempt: Attempt, address: Address): Promise<FormQuestion[]> {
	const hashes = attempt.form.map((item) => item.question);
	const [questions, answers] = await Promise.all([readQuestions(db, hashes), readAnswers(db, attempt.id)]);
	return attempt.form.map((item, index) => {
		const question = questions.get(item.question) as Question;
		return poseWhole(index + 1, question, item, answers.get(index + 1) ?? [], address);
	});
}

/**
 * Saves every answer that a page with the whole form sent; the last save wins, and what a page leaves empty keeps what
 * was saved before, so that an older page in another tab takes nothing back. Refuses a place that was not offered
 * (422), an attempt that is handed in and one whose time is up by our clock (409); then nothing of it is saved.
 */
export async function saveWholeForm(
	db: Db,
	actor: Actor,
	personId: string,
	input: { attemptId: string; sent: SentForm },
	now: Date
): Promise<void> {
	allow(actor, 'attempt.answer', { personId });
	await db.transaction(async (tx) => {
		const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, input.attemptId)).for('update');
		if (!attempt || attempt.personId !== recordOf(actor, personId)) throw notFound();
		if (attempt.submittedAt) throw new DomainError('attempt_submitted', 409);
		if (isOverdue(attempt, now)) throw new DomainError('attempt_time_up', 409, timeUp(attempt));

		const hashes = attempt.form.map((item) => item.question);
		const [questions, before] = await Promise.all([readQuestions(tx, hashes), readAnswers(tx, attempt.id)]);
		const rows = attempt.form.flatMap((item, index) => {
			const question = questions.get(item.question) as Question;
			const answer = answerIn(input.sent, index + 1, question, item, before.get(index + 1) ?? []);
			return answer === null ? [] : [{ attemptId: attempt.id, n: index + 1, answer, savedAt: now }];
		});
		if (rows.length === 0) return;
		await tx
			.insert(attemptAnswers)
			.values(rows)
			.onConflictDoUpdate({
				target: [attemptAnswers.attemptId, attemptAnswers.n],
				set: { answer: sql`excluded.answer`, savedAt: sql`excluded.saved_at` },
				setWhere: sql`${attemptAnswers.answer} <> excluded.answer`
			});
		if (attempt.witnessedEndAt)
			await tx.update(attempts).set({ witnessedEndAt: null }).where(eq(attempts.id, attempt.id));
	});
}

/** Whether nothing of a question was left open, and no step of an order was chosen twice. */
export function isFilled(question: Question, answer: Answer): boolean {
	if (answer.length === 0) return false;
	if (answer.length === 1 && answer[0] === 'unknown') return true;
	const wanted = partsOf(question).length;
	return !answer.includes('unknown') && (wanted === 0 || new Set(answer).size === wanted);
}

/** What one question was sent, in authored positions; null where nothing of it was. A part left open reads `unknown`. */
function answerIn(sent: SentForm, n: number, question: Question, item: FormItem, before: Answer): Answer | null {
	const position = (place: number | 'unknown') => {
		if (place === 'unknown') return place;
		const found = item.order[place - 1];
		if (found === undefined) throw new DomainError('choice_not_offered', 422);
		return found;
	};
	const parts = partsOf(question);
	if (parts.length === 0) {
		const chosen = [...new Set((sent.get(`q${n}`) ?? []).map(position))];
		if (chosen.length === 0) return null;
		if (chosen.includes('unknown')) return ['unknown'];
		if (question.kind !== 'multiple' && chosen.length > 1) throw new DomainError('choose_one', 422);
		return chosen.sort((a, b) => Number(a) - Number(b));
	}
	const given = parts.map((_, index) => sent.get(`q${n}-${index + 1}`)?.[0]);
	if (given.every((place) => place === undefined)) return null;
	const earlier = before.length === parts.length ? before : parts.map(() => 'unknown' as const);
	return given.map((place, index) => (place === undefined ? (earlier[index] ?? 'unknown') : position(place)));
}

/** What is chosen one by one: the places of an order, the prompts of a match; nothing in a question of one choice. */
function partsOf(question: Question): (string | null)[] {
	if (question.kind === 'order') return question.steps.map(() => null);
	return question.kind === 'match' ? question.pairs.map((pair) => pair.prompt) : [];
}

function poseWhole(n: number, question: Question, item: FormItem, answer: Answer, address: Address): FormQuestion {
	const say = (text: string) => fillAddress(text, address);
	const texts = textsOf(question).map(say);
	const placeOf = (position: number | 'unknown') => item.order.indexOf(Number(position)) + 1;
	const chosen = answer.filter((position) => position !== 'unknown');
	const parts = partsOf(question);
	const inWords = (position: number | 'unknown', index: number) => {
		const text = texts[Number(position)] ?? '';
		return parts[index] ? `${say(parts[index])}: ${text}` : text;
	};
	return {
		n,
		kind: question.kind,
		situation: question.situation && say(question.situation),
		message: question.message && { from: say(question.message.from), text: say(question.message.text) },
		ask: say(question.ask),
		options: item.order.map((position, index) => ({ place: index + 1, text: texts[position] ?? '' })),
		fields:
			parts.length === 0
				? [{ name: `q${n}`, prompt: null, chosen: chosen.map(placeOf) }]
				: parts.map((prompt, index) => ({
						name: `q${n}-${index + 1}`,
						prompt: prompt && say(prompt),
						chosen: typeof answer[index] === 'number' ? [placeOf(answer[index])] : []
					})),
		unknownChosen: answer.length === 1 && answer[0] === 'unknown',
		saved: answer.flatMap((position, index) => (position === 'unknown' ? [] : [inWords(position, index)])),
		complete: isFilled(question, answer)
	};
}

function textsOf(question: Question): string[] {
	if (question.kind === 'order') return question.steps;
	if (question.kind === 'match') return question.pairs.map((pair) => pair.answer);
	return question.options.map((option) => option.text);
}
