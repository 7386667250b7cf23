import { compareNames } from '#lib/territory/place.ts';
import type { GlossaryWord } from './content.ts';

/** The glossary as a dictionary has it: by the Vietnamese alphabet, each with the other ways in which it is written. */
export function wordsInOrder(glossary: readonly GlossaryWord[]): { word: string; means: string; also: string[] }[] {
	return glossary
		.map(({ word, means, forms }) => ({ word, means, also: forms.filter((form) => !sameWord(form, word)) }))
		.sort((a, b) => compareNames(a.word, b.word));
}

function sameWord(a: string, b: string): boolean {
	return a.toLocaleLowerCase('vi') === b.toLocaleLowerCase('vi');
}
