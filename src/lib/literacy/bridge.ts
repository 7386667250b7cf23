import type { Day } from '#lib/shared/dates.ts';

/**
 * Why somebody counts in the later of two figures of a place and not in the earlier one, or the other way round; of
 * several reasons the first that fits.
 */
export const GAINS = ['attained', 'moved_in', 'confirmed', 'of_age', 'group_declared', 'other_in'] as const;
export const LOSSES = ['died', 'moved_out', 'group_undeclared', 'other_out'] as const;
export const TERMS = [...GAINS, ...LOSSES] as const;
export type Term = (typeof TERMS)[number];

export function isTerm(text: string): text is Term {
	return (TERMS as readonly string[]).includes(text);
}

/** From how many people attained the standard in a place on one day to how many on another. */
export interface Bridge {
	from: Day;
	to: Day;
	before: number;
	after: number;
	/** people of each term, never negative; those of LOSSES are taken away */
	terms: Record<Term, number>;
}

/** What the terms come to: exactly `after - before`. */
export function sumOf(terms: Record<Term, number>): number {
	const sum = (of: readonly Term[]) => of.reduce((people, term) => people + terms[term], 0);
	return sum(GAINS) - sum(LOSSES);
}
