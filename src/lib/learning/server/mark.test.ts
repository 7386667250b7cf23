import { expect, test } from 'vitest';
import type { Question, Standard } from '#lib/curriculum/content.ts';
import type { Mark } from '#lib/learning/events.ts';
import type { FormItem } from '#lib/learning/form.ts';
import { answerWith } from '#lib/learning/server/answer.ts';
import { askPage } from '#lib/learning/server/asked.ts';
import { isComplete, isRight } from '#lib/learning/server/mark.ts';
import { judge } from '#lib/learning/server/submit.ts';

const question = (over: Partial<Question>): Question => ({
	hash: 'h',
	id: 'q',
	module: 'm',
	pool: 'test',
	lesson: null,
	skill: 's.one',
	kind: 'single',
	situation: null,
	message: null,
	ask: 'Hỏi gì?',
	options: [],
	steps: [],
	pairs: [],
	explain: 'SECRET explanation',
	...over
});
const option = (text: string, right = false) => ({ text, right });
const single = question({ options: [option('a'), option('b', true), option('c')] });
const multiple = question({ kind: 'multiple', options: [option('a', true), option('b'), option('c', true)] });
const order = question({ kind: 'order', steps: ['first', 'second', 'third'] });
const match = question({
	kind: 'match',
	pairs: [
		{ prompt: 'p', answer: 'x' },
		{ prompt: 'q', answer: 'y' }
	]
});
const shown = (positions: number[]): FormItem => ({ module: 'm', question: 'h', skill: 's.one', order: positions });

test('a question is right as a whole or not at all', () => {
	expect(isRight(single, [1])).toBe(true);
	expect(isRight(single, [0])).toBe(false);
	expect(isRight(multiple, [2, 0])).toBe(true);
	expect(isRight(multiple, [0])).toBe(false);
	expect(isRight(multiple, [0, 1, 2])).toBe(false);
	expect(isRight(order, [0, 1, 2])).toBe(true);
	expect(isRight(order, [0, 2, 1])).toBe(false);
	expect(isRight(match, [0, 1])).toBe(true);
	expect(isRight(match, [1, 1])).toBe(false);
});

test('“Tôi không biết” and no answer are never right, but the first is an answer', () => {
	for (const asked of [single, multiple, order, match]) {
		expect(isRight(asked, ['unknown'])).toBe(false);
		expect(isRight(asked, [])).toBe(false);
		expect(isRight(asked, undefined)).toBe(false);
		expect(isComplete(asked, ['unknown'])).toBe(true);
		expect(isComplete(asked, [])).toBe(false);
	}
});

test('what is tapped is a place in the order shown, and is kept as the authored position', () => {
	const choice = { attemptId: '', n: 1, page: 1, chosen: [1] };
	expect(answerWith(single, shown([2, 1, 0]), [], choice)).toEqual([2]);
});

test('an order is answered step by step, and the last step follows by itself', () => {
	const item = shown([2, 0, 1]);
	const first = answerWith(order, item, [], { attemptId: '', n: 1, page: 1, chosen: [2] });
	expect(first).toEqual([0]);
	expect(answerWith(order, item, first, { attemptId: '', n: 1, page: 2, chosen: [3] })).toEqual([0, 1, 2]);
});

test('a double tap on a step changes nothing, and choosing an earlier step anew drops what followed', () => {
	const item = shown([0, 1, 2]);
	const first = { attemptId: '', n: 1, page: 1, chosen: [1] };
	expect(answerWith(order, item, answerWith(order, item, [], first), first)).toEqual([0]);
	expect(answerWith(order, item, [0, 1, 2], { ...first, chosen: [2] })).toEqual([1]);
});

test('what was not offered is refused: a place beyond the options, a step chosen before, two of a single choice, nothing', () => {
	const choose =
		(asked: Question, chosen: number[], page = 1, before: number[] = []) =>
		() =>
			answerWith(asked, shown([0, 1, 2]), before, { attemptId: '', n: 1, page, chosen });
	expect(choose(single, [4])).toThrow(expect.objectContaining({ code: 'choice_not_offered', status: 422 }));
	expect(choose(order, [1], 2, [0])).toThrow(expect.objectContaining({ code: 'choice_not_offered' }));
	expect(choose(order, [2], 2, [])).toThrow(expect.objectContaining({ code: 'choice_not_offered' }));
	expect(choose(single, [1, 2])).toThrow(expect.objectContaining({ code: 'choose_one' }));
	expect(choose(single, [])).toThrow(expect.objectContaining({ code: 'nothing_chosen' }));
});

test('what a learner is shown names neither key, explanation nor authored position', () => {
	for (const asked of [single, multiple, order, match]) {
		const count = Math.max(asked.options.length, asked.steps.length, asked.pairs.length);
		const page = askPage(asked, shown(Array.from({ length: count }, (_, n) => count - 1 - n)));
		expect(JSON.stringify(page)).not.toContain('SECRET');
		expect(Object.keys(page.options[0] ?? {}).sort()).toEqual(['chosen', 'place', 'text']);
	}
});

const standard: Standard = {
	id: 's',
	version: 1,
	name: { vi: 's', en: 's' },
	ageFrom: 18,
	modules: ['m', 'n'],
	moduleTest: { questions: 10, pass: 7 },
	wholeTest: { questionsPerModule: 5, passShare: 0.75, passPerModule: 3 },
	counts: ['none']
};
const marks = (module: string, right: number, asked: number): Mark[] =>
	Array.from({ length: asked }, (_, n) => ({
		question: 'h',
		module,
		skill: 's',
		order: [],
		answer: [],
		right: n < right
	}));

test('a module’s test is passed at seven of ten', () => {
	expect(judge(standard, 'module', marks('m', 7, 10)).passed).toBe(true);
	expect(judge(standard, 'module', marks('m', 6, 10)).passed).toBe(false);
});

test('the whole test is passed at three quarters in all and three of five in each module', () => {
	expect(judge(standard, 'whole', [...marks('m', 5, 5), ...marks('n', 3, 5)]).passed).toBe(true);
	expect(judge(standard, 'whole', [...marks('m', 4, 5), ...marks('n', 3, 5)]).passed).toBe(false);
	expect(judge(standard, 'whole', [...marks('m', 5, 5), ...marks('n', 2, 5)])).toMatchObject({
		passed: false,
		modules: [
			{ module: 'm', right: 5, passed: true },
			{ module: 'n', right: 2, passed: false }
		]
	});
});
