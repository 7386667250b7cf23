import { fillAddress } from '#lib/curriculum/address.ts';
import type { Address, Question } from '#lib/curriculum/content.ts';
import { readQuestions } from '#lib/curriculum/server/versions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import type { ExplainedQuestion } from '#lib/learning/asked.ts';
import type { Answer, FormItem } from '#lib/learning/form.ts';
import { readAnswers } from '#lib/learning/server/answer.ts';
import type { Attempt } from '#lib/learning/server/attempt.ts';
import { isComplete, isRight } from '#lib/learning/server/mark.ts';

/**
 * The questions of an attempt with the right answers and the explanations, as far as they may be told: all of them
 * once it is handed in; before that only the answered ones of a practice round (design.md, invariant 5). By number.
 */
export async function explainAttempt(
	db: Db,
	attempt: Attempt,
	address: Address
): Promise<Map<number, ExplainedQuestion>> {
	const isPractice = attempt.test.startsWith('practice:');
	if (!isPractice && !attempt.submittedAt) return new Map();
	const hashes = attempt.form.map((item) => item.question);
	const [questions, answers] = await Promise.all([readQuestions(db, hashes), readAnswers(db, attempt.id)]);
	const explained = new Map<number, ExplainedQuestion>();
	attempt.form.forEach((item, index) => {
		const question = questions.get(item.question) as Question;
		const answer = answers.get(index + 1) ?? [];
		if (attempt.submittedAt || isComplete(question, answer)) {
			explained.set(index + 1, explain(index + 1, question, item, answer, address));
		}
	});
	return explained;
}

/** One explained question, or not found where it may not be told. */
export async function readExplained(db: Db, attempt: Attempt, n: number, address: Address): Promise<ExplainedQuestion> {
	const explained = (await explainAttempt(db, attempt, address)).get(n);
	if (!explained) throw notFound();
	return explained;
}

function explain(n: number, question: Question, item: FormItem, answer: Answer, address: Address): ExplainedQuestion {
	const say = (text: string) => fillAddress(text, address);
	return {
		n,
		kind: question.kind,
		situation: question.situation && say(question.situation),
		message: question.message && { from: say(question.message.from), text: say(question.message.text) },
		ask: say(question.ask),
		right: isRight(question, answer),
		chosen: answer.flatMap((position, index) =>
			position === 'unknown' ? [] : [say(chosenText(question, position, index))]
		),
		answers: rightAnswers(question, item).map(say),
		unknown: answer.length === 1 && answer[0] === 'unknown',
		explain: say(question.explain)
	};
}

function chosenText(question: Question, position: number, index: number): string {
	if (question.kind === 'order') return question.steps[position] ?? '';
	if (question.kind === 'match')
		return `${question.pairs[index]?.prompt ?? ''}: ${question.pairs[position]?.answer ?? ''}`;
	return question.options[position]?.text ?? '';
}

/** In the order of the key; options in the order in which they were shown. */
function rightAnswers(question: Question, item: FormItem): string[] {
	if (question.kind === 'order') return question.steps;
	if (question.kind === 'match') return question.pairs.map((pair) => `${pair.prompt}: ${pair.answer}`);
	return item.order.flatMap((position) => {
		const option = question.options[position];
		return option?.right ? [option.text] : [];
	});
}
