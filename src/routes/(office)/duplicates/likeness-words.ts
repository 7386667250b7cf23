import { m } from '#lib/messages/compiled/messages.js';
import type { Likeness } from '#lib/people/likeness.ts';

/** Why two records look like one person, in the reader's language. */
export const LIKENESS: Record<Likeness, () => string> = {
	same_name: m.duplicates_same_name,
	same_letters: m.duplicates_same_letters,
	other_order: m.duplicates_other_order,
	word_missing: m.duplicates_word_missing,
	one_letter: m.duplicates_one_letter,
	same_year: m.duplicates_same_year,
	year_beside: m.duplicates_year_beside,
	same_group: m.duplicates_same_group,
	same_house: m.duplicates_same_house,
	same_phone: m.duplicates_same_phone,
	same_everyday_name: m.duplicates_same_everyday_name
};
