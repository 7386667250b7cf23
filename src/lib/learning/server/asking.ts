import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { fillAddress } from '#lib/curriculum/address.ts';
import type { Address, Question } from '#lib/curriculum/content.ts';
import { readQuestions } from '#lib/curriculum/server/versions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import type { AskedQuestion } from '#lib/learning/asked.ts';
import type { Answer, FormItem } from '#lib/learning/form.ts';
import { readAnswers } from '#lib/learning/server/answer.ts';
import { askPage } from '#lib/learning/server/asked.ts';
import type { Attempt } from '#lib/learning/server/attempt.ts';
import { isComplete } from '#lib/learning/server/mark.ts';
import { attemptAnswers, attempts } from '#lib/learning/server/schema.ts';

/** One question of an attempt with what was answered so far. Holds the key: never to be handed to a page. */
export interface PosedQuestion {
	n: number;
	question: Question;
	item: FormItem;
	answer: Answer;
}

/** Question `n` of an attempt, from 1, without what was answered. Holds the key. Not found for any other number. */
export async function readQuestionOf(db: Db, attempt: Attempt, n: number): Promise<Question> {
	const item = attempt.form[n - 1];
	if (!item) throw notFound();
	return (await readQuestions(db, [item.question])).get(item.question) as Question;
}

/** Question `n` of an attempt, from 1, as it was drawn. Not found for any other number. */
export async function readPosed(db: Db, attempt: Attempt, n: number): Promise<PosedQuestion> {
	const item = attempt.form[n - 1];
	if (!item) throw notFound();
	const [questions, answers] = await Promise.all([readQuestions(db, [item.question]), readAnswers(db, attempt.id)]);
	return { n, question: questions.get(item.question) as Question, item, answer: answers.get(n) ?? [] };
}

/**
 * One page of a question as the learner is shown it, in her province's words; a page whose earlier ones are not
 * answered yet gives way to the first that is open.
 */
export function ask(
	{ question, item, answer }: PosedQuestion,
	page: number | undefined,
	address: Address
): AskedQuestion {
	const answered = answer.includes('unknown') ? 0 : answer.length;
	const asked = askPage(question, item, answer, page === undefined ? undefined : Math.min(page, answered + 1));
	const say = (text: string) => fillAddress(text, address);
	return {
		...asked,
		situation: asked.situation && say(asked.situation),
		message: asked.message && { from: say(asked.message.from), text: say(asked.message.text) },
		ask: say(asked.ask),
		prompt: asked.prompt && say(asked.prompt),
		earlier: asked.earlier.map(say),
		options: asked.options.map((option) => ({ ...option, text: say(option.text) }))
	};
}

/** The numbers of the questions that have no whole answer yet, in order. */
export async function listOpenQuestions(db: Db, attempt: Attempt): Promise<number[]> {
	const hashes = attempt.form.map((item) => item.question);
	const [questions, answers] = await Promise.all([readQuestions(db, hashes), readAnswers(db, attempt.id)]);
	return attempt.form.flatMap((item, index) => {
		const question = questions.get(item.question) as Question;
		return isComplete(question, answers.get(index + 1)) ? [] : [index + 1];
	});
}

/** What this person has begun last and not handed in: with an answer saved, or a witness beside her. */
export async function findLastOpenAttempt(db: Db, personId: string): Promise<Attempt | null> {
	const answered = sql`exists (select 1 from ${attemptAnswers} where ${attemptAnswers.attemptId} = ${attempts.id})`;
	const begun = sql`(${attempts.witnessId} is not null or ${answered})`;
	const [last] = await db
		.select()
		.from(attempts)
		.where(and(eq(attempts.personId, personId), isNull(attempts.submittedAt), begun))
		.orderBy(desc(attempts.startedAt), desc(attempts.id))
		.limit(1);
	return last ?? null;
}
