import { expect, test } from 'vitest';
import { answerInput, completionInput, submissionInput } from '#lib/learning/server/input.ts';

const chosen = (choice: string | string[]) => answerInput.safeParse({ choice }).data?.choice;

test('one box or several are places in the order shown, or that she does not know', () => {
	expect(chosen('2')).toEqual([2]);
	expect(chosen(['1', '3'])).toEqual([1, 3]);
	expect(chosen('unknown')).toEqual(['unknown']);
});

test('nothing chosen is named, anything else is no choice', () => {
	expect(answerInput.safeParse({}).error?.issues[0]?.message).toBe('nothing_chosen');
	for (const choice of ['0', '-1', '1.5', '10', 'right', '', '1e0']) expect(chosen(choice), choice).toBeUndefined();
	expect(chosen(Array.from({ length: 10 }, () => '1'))).toBeUndefined();
});

test('what a client says about its own correctness is not read', () => {
	const { data } = answerInput.safeParse({ choice: '1', page: '2', correct: '1', score: '10', attemptId: 'x' });
	expect(data).toEqual({ choice: [1], page: 2 });
	expect(submissionInput.safeParse({ helped: 'none', passed: 'true', witnessId: 'x' }).data).toEqual({
		helped: 'none'
	});
});

test('help is one of four kinds, or was not asked', () => {
	expect(submissionInput.safeParse({}).success).toBe(true);
	expect(submissionInput.safeParse({ helped: 'a lot' }).error?.issues[0]?.message).toBe('help_missing');
});

test('an event id that is none of ours is left out', () => {
	expect(completionInput.parse({ eventId: 'nonsense' })).toEqual({ eventId: undefined });
});
