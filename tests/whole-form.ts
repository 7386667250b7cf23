import type { Question } from '#lib/curriculum/content.ts';
import type { Attempt } from '#lib/learning/server/attempt.ts';

/** What a page with a whole form sends that has answered the first `right` questions rightly, and said of the others that it does not know or left them. */
export function sentRightly(
	attempt: Pick<Attempt, 'form'>,
	questions: ReadonlyMap<string, Question>,
	right: number
): Map<string, (number | 'unknown')[]> {
	const sent = new Map<string, (number | 'unknown')[]>();
	attempt.form.forEach(({ question: hash, order }, index) => {
		const question = questions.get(hash) as Question;
		const name = `q${index + 1}`;
		const parts = question.kind === 'order' ? question.steps.length : question.pairs.length;
		if (parts > 0) {
			if (index >= right) return;
			for (let part = 0; part < parts; part += 1) sent.set(`${name}-${part + 1}`, [order.indexOf(part) + 1]);
			return;
		}
		const key = question.options.flatMap((option, position) => (option.right ? [order.indexOf(position) + 1] : []));
		sent.set(name, index < right ? key : ['unknown']);
	});
	return sent;
}
