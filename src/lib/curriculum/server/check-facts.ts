import type { Fact, Lesson } from '../content.ts';
import type { Problem } from './problems.ts';
import type { Written, WrittenModule } from './take-module.ts';

const NUMBER = /(?<![\p{L}\p{N}])\d+(?:[.,/]\d+)*(?![\p{L}\p{N}])/gu;
/** Names that hold a digit and say no quantity: a level of VNeID, the digit nought. */
const NAMES = /mức(?: độ)? [12](?!\d)|(?<![\d.,])0(?![\d.,])/giu;

/** Facts that rest on weak evidence must be worded without a number, in the fact and in the lesson. */
export function checkFacts({ lessons }: WrittenModule): Problem[] {
	return lessons.flatMap((lesson) =>
		lesson.value.facts.flatMap((fact, index) => {
			if (!isWeak(fact)) return [];
			return numbersIn(fact.says).flatMap((number) => [
				{
					...lesson.at('facts', index, 'says'),
					say: `Điều "${fact.id}" chưa chắc (${fact.confidence}) mà nêu số ${number}. Hãy tìm nguồn chắc, hoặc viết không có số.`
				},
				...repeatsOf(number, fact, lesson)
			]);
		})
	);
}

/** Whether a fact rests on less than an official text or two sources. */
export function isWeak({ confidence }: Fact): boolean {
	return confidence !== 'H';
}

function repeatsOf(number: string, fact: Fact, { file, bodyLine, drawn }: Written<Lesson>): Problem[] {
	return drawn.parts.flatMap((part) =>
		part.text.split('\n').flatMap((line, index) => {
			if (!numbersIn(line).includes(number)) return [];
			const say = `Bài nêu số ${number} của điều chưa chắc "${fact.id}" (${fact.confidence}). Hãy viết không có số.`;
			return [{ file, line: bodyLine + part.line - 1 + index, say }];
		})
	);
}

function numbersIn(text: string): string[] {
	return [
		...new Set(
			text
				.replace(NAMES, '')
				.replace(/^\s*\d+[.)]\s/u, '')
				.match(NUMBER) ?? []
		)
	];
}
