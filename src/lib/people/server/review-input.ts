import { z } from 'zod';
import { isId } from '#lib/shared/ids.ts';
import { REVIEW_ANSWERS, type ReviewAnswer } from '#lib/people/review.ts';
import { idField } from '#lib/people/server/input.ts';

export const newReviewInput = z.object({ reviewId: idField });

const few = z
	.string({ error: 'count_missing' })
	.transform((text) => text.replace(/\s+/gu, ''))
	.pipe(
		z
			.string()
			.min(1, { error: 'count_missing', abort: true })
			.regex(/^\d{1,3}$/, 'count_wrong')
	)
	.transform(Number);

/**
 * What was found behind one door: three numbers, and `of-<person>` for each who lives there by the books, all of whom
 * `asked` names: a choice that nobody made is not sent.
 */
export const houseReviewInput = z
	.looseObject({ resident: few, lodging: few, away: few, asked: z.string().default('') })
	.transform(({ resident, lodging, away, asked, ...rest }, context) => {
		const answers: { personId: string; answer: ReviewAnswer }[] = [];
		const sent = Object.keys(rest).flatMap((name) => (name.startsWith('of-') ? name.slice(3) : []));
		for (const personId of new Set([...asked.split(' '), ...sent].filter(isId))) {
			const name = `of-${personId}`;
			const answer = REVIEW_ANSWERS.find((one) => one === rest[name]);
			if (answer) answers.push({ personId, answer });
			else context.addIssue({ code: 'custom', message: 'review_answer_missing', path: [name] });
		}
		return { resident, lodging, away, answers };
	});
