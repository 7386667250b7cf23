import type { Question } from '#lib/curriculum/content.ts';
import type { Answer } from '#lib/learning/form.ts';

/**
 * Whether an answer is right; all or nothing. Multiple: exactly the right set. Order: every step in its place. Match:
 * every prompt with its own answer. "Tôi không biết" and no answer are never right.
 */
export function isRight(question: Question, answer: Answer | undefined): boolean {
	if (!answer || answer.length === 0 || answer.includes('unknown')) return false;
	const key = keyOf(question);
	if (question.kind === 'multiple') {
		return answer.length === key.length && key.every((position) => answer.includes(position));
	}
	return answer.length === key.length && key.every((position, n) => answer[n] === position);
}

/** Whether every page of a question has been answered. */
export function isComplete(question: Question, answer: Answer | undefined): boolean {
	if (!answer || answer.length === 0) return false;
	return answer.includes('unknown') || answer.length >= pagesOf(question);
}

/** How many pages a question takes: an order asks for each step, a match for each prompt. */
export function pagesOf(question: Question): number {
	if (question.kind === 'order') return question.steps.length;
	if (question.kind === 'match') return question.pairs.length;
	return 1;
}

function keyOf(question: Question): number[] {
	if (question.kind === 'order') return question.steps.map((_, n) => n);
	if (question.kind === 'match') return question.pairs.map((_, n) => n);
	return question.options.flatMap((option, n) => (option.right ? [n] : []));
}
