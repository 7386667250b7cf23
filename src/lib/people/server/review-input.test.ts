import { expect, test } from 'vitest';
import { newId } from '#lib/shared/ids.ts';
import { houseReviewInput } from '#lib/people/server/review-input.ts';

const [one, other] = [newId(new Date('2026-11-22T03:00:00Z')), newId(new Date('2026-11-22T03:00:00Z'))];
const counted = { resident: '2', lodging: ' 0', away: '1' };
const faults = (fields: Record<string, string>) =>
	houseReviewInput.safeParse({ ...counted, ...fields }).error?.issues.map(({ path, message }) => `${path} ${message}`);

test('three numbers, and what was answered of each who was asked about', () => {
	const found = houseReviewInput.parse({
		...counted,
		asked: `${one} ${other}`,
		[`of-${one}`]: 'here',
		[`of-${other}`]: 'died'
	});
	expect(found).toEqual({
		...{ resident: 2, lodging: 0, away: 1 },
		answers: [
			{ personId: one, answer: 'here' },
			{ personId: other, answer: 'died' }
		]
	});
	expect(houseReviewInput.parse({ ...counted, asked: '' }).answers).toEqual([]);
});

test('a choice that nobody made is not sent, and is asked for; one that is none too', () => {
	expect(faults({ asked: `${one} ${other}`, [`of-${one}`]: 'here' })).toEqual([`of-${other} review_answer_missing`]);
	expect(faults({ asked: one, [`of-${one}`]: 'perhaps' })).toEqual([`of-${one} review_answer_missing`]);
	expect(faults({ resident: '' })).toEqual(['resident count_missing']);
});
