import type { Module, Question } from '#lib/curriculum/content.ts';
import type { FormItem } from '#lib/learning/form.ts';
import { chanceFrom, shuffled } from '#lib/learning/server/chance.ts';

/**
 * Draws questions from one pool: every skill in turn, so that each is asked at least once, and within a skill those
 * first that this person has met least. `met` counts questions of earlier forms by hash.
 */
export function drawQuestions(
	pool: readonly Question[],
	skills: readonly string[],
	count: number,
	met: ReadonlyMap<string, number>,
	chance: () => number
): Question[] {
	const bySkill = shuffled(skills, chance).map((skill) =>
		shuffled(
			pool.filter((question) => question.skill === skill),
			chance
		).sort((a, b) => (met.get(a.hash) ?? 0) - (met.get(b.hash) ?? 0))
	);
	const drawn: Question[] = [];
	for (let round = 0; drawn.length < count; round += 1) {
		const next = bySkill.flatMap((questions) => questions[round] ?? []);
		if (next.length === 0) throw new Error(`the pool has ${drawn.length} questions, ${count} are asked for`);
		drawn.push(...next.slice(0, count - drawn.length));
	}
	return shuffled(drawn, chance);
}

/** A test form: `count` questions of each module, module by module, options in an order of their own. */
export function drawForm(
	modules: readonly Module[],
	count: number,
	met: ReadonlyMap<string, number>,
	seed: string
): FormItem[] {
	const chance = chanceFrom(seed);
	return modules.flatMap((module) =>
		drawQuestions(module.test, module.skills, count, met, chance).map((question) => itemOf(question, chance))
	);
}

const PRACTICE_ROUND = 5;

/** A practice round of one lesson: at most five of its practice questions, those met least first. */
export function drawPractice(
	module: Module,
	lessonId: string,
	met: ReadonlyMap<string, number>,
	seed: string
): FormItem[] {
	const chance = chanceFrom(seed);
	const pool = module.practice.filter((question) => question.lesson === lessonId);
	return shuffled(pool, chance)
		.sort((a, b) => (met.get(a.hash) ?? 0) - (met.get(b.hash) ?? 0))
		.slice(0, PRACTICE_ROUND)
		.map((question) => itemOf(question, chance));
}

function itemOf(question: Question, chance: () => number): FormItem {
	const positions = Array.from({ length: choicesOf(question) }, (_, position) => position);
	return {
		module: question.module,
		question: question.hash,
		skill: question.skill,
		order: shuffled(positions, chance)
	};
}

/** How many things there are to choose from, "Tôi không biết" apart. */
function choicesOf(question: Question): number {
	if (question.kind === 'order') return question.steps.length;
	if (question.kind === 'match') return question.pairs.length;
	return question.options.length;
}
