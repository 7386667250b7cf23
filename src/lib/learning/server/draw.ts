import type { Module, Question } from '#lib/curriculum/content.ts';
import type { FormItem } from '#lib/learning/form.ts';
import { chanceFrom, shuffled } from '#lib/learning/server/chance.ts';

/**
 * Draws questions from one pool. Each skill is asked at least once; then whatever this person has met least comes
 * first, and of that the skill asked least so far, and of those the one with most left. So forms share no question
 * until the pool is exhausted, and skills stay as even as it allows. `met` counts questions of earlier forms by hash.
 */
export function drawQuestions(
	pool: readonly Question[],
	skills: readonly string[],
	count: number,
	met: ReadonlyMap<string, number>,
	chance: () => number
): Question[] {
	const times = (question: Question) => met.get(question.hash) ?? 0;
	const left = shuffled(skills, chance).map((skill) => ({
		drawn: 0,
		questions: shuffled(
			pool.filter((question) => question.skill === skill),
			chance
		).sort((a, b) => times(a) - times(b))
	}));
	const drawn: Question[] = [];
	const take = (from: (typeof left)[number]) => {
		drawn.push(...from.questions.splice(0, 1));
		from.drawn += 1;
	};
	for (const skill of left) if (skill.questions.length > 0 && drawn.length < count) take(skill);
	while (drawn.length < count) {
		const open = left.filter((skill) => skill.questions.length > 0);
		const freshest = ({ questions }: (typeof left)[number]) => Math.min(...questions.map(times));
		const alike = ({ questions }: (typeof left)[number], level: number) =>
			questions.filter((question) => times(question) === level).length;
		const [next] = open.sort(
			(a, b) => freshest(a) - freshest(b) || a.drawn - b.drawn || alike(b, freshest(b)) - alike(a, freshest(a))
		);
		if (!next) throw new Error(`the pool has ${drawn.length} questions, ${count} are asked for`);
		take(next);
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
