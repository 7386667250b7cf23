import type { Question } from '#lib/curriculum/content.ts';
import type { Answer, FormItem } from '#lib/learning/form.ts';
import { isComplete, pagesOf } from '#lib/learning/server/mark.ts';
import type { AskedQuestion } from '#lib/learning/asked.ts';

/**
 * One page of a question as a learner may see it: an allowlist, built field by field, without key, explanation or
 * authored positions. `page` is the page to show; without one, the first that is not answered yet.
 */
export function askPage(question: Question, item: FormItem, answer: Answer = [], page?: number): AskedQuestion {
	const pages = question.kind === 'order' ? question.steps.length - 1 : pagesOf(question);
	const given = answer.includes('unknown') ? [] : answer.map(Number);
	const shown = Math.min(Math.max(1, page ?? given.length + 1), pages);
	const texts = textsOf(question);
	const earlier = pages > 1 ? given.slice(0, shown - 1) : [];
	const offered = item.order
		.map((position, index) => ({ place: index + 1, position, text: texts[position] ?? '' }))
		.filter(({ position }) => question.kind !== 'order' || !earlier.includes(position));
	const chosenHere = pages > 1 ? given.slice(shown - 1, shown) : given;
	return {
		kind: question.kind,
		situation: question.situation,
		message: question.message && { from: question.message.from, text: question.message.text },
		ask: question.ask,
		prompt: question.kind === 'match' ? (question.pairs[shown - 1]?.prompt ?? null) : null,
		earlier: question.kind === 'order' ? earlier.map((position) => texts[position] ?? '') : [],
		options: offered.map(({ place, text, position }) => ({ place, text, chosen: chosenHere.includes(position) })),
		unknownChosen: answer.includes('unknown'),
		page: shown,
		pages,
		complete: isComplete(question, answer)
	};
}

function textsOf(question: Question): string[] {
	if (question.kind === 'order') return question.steps;
	if (question.kind === 'match') return question.pairs.map((pair) => pair.answer);
	return question.options.map((option) => option.text);
}
