import { expect, test } from 'vitest';
import type { FormItem } from '#lib/learning/form.ts';
import { afterAnswer, backFrom } from './way.ts';

const form = Array.from({ length: 3 }, () => ({}) as FormItem);
const aTest = { id: 'a', test: 'module:s/m', form };
const practice = { id: 'a', test: 'practice:m/l', form };

test('a test goes from question to question, and after the last one to handing in', () => {
	expect(afterAnswer(aTest, 1, 1, true)).toBe('/attempts/a/2');
	expect(afterAnswer(aTest, 3, 1, true)).toBe('/attempts/a/submission');
});

test('a question of several pages goes from page to page', () => {
	expect(afterAnswer(aTest, 2, 1, false)).toBe('/attempts/a/2?page=2');
});

test('in practice each answer is explained before the next question', () => {
	expect(afterAnswer(practice, 3, 1, true)).toBe('/attempts/a/3/explanation');
	expect(afterAnswer(practice, 3, 2, false)).toBe('/attempts/a/3?page=3');
});

test('back leads to the page before, then to the question before, and from the first one nowhere', () => {
	expect(backFrom('a', 2, 3)).toBe('/attempts/a/2?page=2');
	expect(backFrom('a', 2, 1)).toBe('/attempts/a/1');
	expect(backFrom('a', 1, 1)).toBeNull();
});
