import { fillAddress } from '#lib/curriculum/address.ts';
import { wordsInOrder } from '#lib/curriculum/glossary.ts';
import type { PageServerLoad } from './$types';

/** All hard words, as in a dictionary. */
export const load: PageServerLoad = ({ locals: { library, address } }) => ({
	words: wordsInOrder(library.glossary).map(({ word, means, also }) => ({
		word,
		also,
		means: fillAddress(means, address)
	}))
});
