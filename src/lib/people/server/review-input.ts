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

/** What was found behind one door: three numbers, and `of-<person>` for each who lives there by the books. */
export const houseReviewInput = z
	.looseObject({ resident: few, lodging: few, away: few })
	.transform(({ resident, lodging, away, ...rest }, context) => {
		const answers: { personId: string; answer: ReviewAnswer }[] = [];
		for (const [name, sent] of Object.entries(rest)) {
			const personId = name.startsWith('of-') ? name.slice(3) : '';
			if (!isId(personId)) continue;
			const answer = REVIEW_ANSWERS.find((one) => one === sent);
			if (answer) answers.push({ personId, answer });
			else context.addIssue({ code: 'custom', message: 'review_answer_missing', path: [name] });
		}
		return { resident, lodging, away, answers };
	});
