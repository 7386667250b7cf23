import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { readLibrary } from '#lib/curriculum/server/library.ts';
import { drawForm, drawPractice } from '#lib/learning/server/draw.ts';

const library = readLibrary(join(process.cwd(), 'content'));
const seeds = fc.string({ minLength: 1, maxLength: 40 });
const required = library.modules.filter((module) => residentsStandard(library).modules.includes(module.id));

test('every skill of a module is asked at least once, and no question twice', () => {
	fc.assert(
		fc.property(seeds, fc.constantFrom(...required), (seed, module) => {
			const form = drawForm([module], 10, new Map(), seed);
			expect(form).toHaveLength(10);
			expect(new Set(form.map((item) => item.question)).size).toBe(10);
			expect(new Set(form.map((item) => item.skill))).toEqual(new Set(module.skills));
		})
	);
});

test('the same seed draws the same form, and another one another', () => {
	const form = drawForm(required, 5, new Map(), 'a seed');
	expect(drawForm(required, 5, new Map(), 'a seed')).toEqual(form);
	expect(drawForm(required, 5, new Map(), 'another seed')).not.toEqual(form);
});

test('two forms of a module share no question, because those met least come first', () => {
	fc.assert(
		fc.property(seeds, fc.constantFrom(...required), (seed, module) => {
			const first = drawForm([module], 10, new Map(), seed);
			const met = new Map(first.map((item) => [item.question, 1]));
			const second = drawForm([module], 10, met, `${seed} again`);
			expect(second.filter((item) => met.has(item.question))).toEqual([]);
		})
	);
});

test('forms share no question until the pool of a module is exhausted, and each asks every skill', () => {
	const officials = library.modules.filter((module) => module.audience === 'officials');
	fc.assert(
		fc.property(seeds, fc.constantFrom(...required, ...officials), (seed, module) => {
			const met = new Map<string, number>();
			for (let taken = 0; taken + 10 <= module.test.length; taken += 10) {
				const form = drawForm([module], 10, met, `${seed} ${taken}`);
				expect(form.filter((item) => met.has(item.question))).toEqual([]);
				expect(new Set(form.map((item) => item.skill))).toEqual(new Set(module.skills));
				for (const item of form) met.set(item.question, 1);
			}
			expect(drawForm([module], 10, met, seed)).toHaveLength(10);
		})
	);
});

test('a first form asks the skills of a module about equally often', () => {
	for (const module of library.modules.filter((one) => one.audience === 'officials')) {
		const form = drawForm([module], 10, new Map(), 'seed');
		const asked = module.skills.map((skill) => form.filter((item) => item.skill === skill).length);
		expect(Math.max(...asked) - Math.min(...asked)).toBeLessThanOrEqual(1);
	}
});

test('options are shown in an order of their own, each exactly once', () => {
	fc.assert(
		fc.property(seeds, (seed) => {
			for (const item of drawForm(required, 5, new Map(), seed)) {
				expect([...item.order].sort()).toEqual(item.order.map((_, position) => position));
			}
		})
	);
});

test('the right option stands in every place about equally often', () => {
	const places = [0, 0, 0, 0];
	for (let n = 0; n < 200; n += 1) {
		for (const item of drawForm(required, 5, new Map(), `seed ${n}`)) {
			const question = required.flatMap((module) => module.test).find((one) => one.hash === item.question);
			if (question?.options.length !== 4 || question.kind === 'multiple') continue;
			const right = question.options.findIndex((option) => option.right);
			const place = item.order.indexOf(right);
			places[place] = (places[place] ?? 0) + 1;
		}
	}
	const all = places.reduce((sum, count) => sum + count, 0);
	for (const count of places) expect(count / all).toBeGreaterThan(0.2);
});

test('a practice round asks questions of its own lesson only, at most five, and never one of the test', () => {
	const module = required[0];
	if (!module) throw new Error('no module');
	const tested = new Set(module.test.map((question) => question.hash));
	for (const lesson of module.lessons) {
		const form = drawPractice(module, lesson.id, new Map(), 'seed');
		expect(form.length).toBeGreaterThan(0);
		expect(form.length).toBeLessThanOrEqual(5);
		for (const item of form) {
			expect(tested.has(item.question)).toBe(false);
			expect(module.practice.find((question) => question.hash === item.question)?.lesson).toBe(lesson.id);
		}
	}
});
