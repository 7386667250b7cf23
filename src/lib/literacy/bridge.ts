import type { Day } from '#lib/shared/dates.ts';

/**
 * Why somebody counts in the later of two figures of a place and not in the earlier one, or the other way round; of
 * several reasons the first that fits. `merged`: records were found to be one person, or two after all. `corrected`: a
 * year of birth was wrong, a result was voided or had more help than was said.
 */
export const GAINS = [
	'attained',
	'moved_in',
	'confirmed',
	'of_age',
	'merged_in',
	'corrected_in',
	'group_declared',
	'other_in'
] as const;
export const LOSSES = ['died', 'moved_out', 'merged_out', 'corrected_out', 'group_undeclared', 'other_out'] as const;
export const TERMS = [...GAINS, ...LOSSES] as const;
export type Term = (typeof TERMS)[number];

export function isTerm(text: string): text is Term {
	return (TERMS as readonly string[]).includes(text);
}

/**
 * Why the adults of a place are more or fewer. declared_anew: its head said another number · newly_declared: nobody had
 * declared the group before · regrouped: a group stands for others that merged or were split · ended: a group is no more
 * and none stands for it · other: its declaration is none any more.
 */
export const ADULT_TERMS = ['declared_anew', 'newly_declared', 'regrouped', 'ended', 'other'] as const;
export type AdultTerm = (typeof ADULT_TERMS)[number];

export function isAdultTerm(text: string): text is AdultTerm {
	return (ADULT_TERMS as readonly string[]).includes(text);
}

/** What lies between a place's figures of two days: of people who attained the standard, and of adults declared. */
export interface Bridge {
	/** people of each term, never negative; those of LOSSES are taken away */
	people: Record<Term, number>;
	/** adults that each term added, or took away where it is negative */
	adults: Record<AdultTerm, number>;
}

export function noBridge(): Bridge {
	const people = Object.fromEntries(TERMS.map((term) => [term, 0])) as Record<Term, number>;
	const adults = Object.fromEntries(ADULT_TERMS.map((term) => [term, 0])) as Record<AdultTerm, number>;
	return { people, adults };
}

export function addBridges(bridges: Iterable<Bridge>): Bridge {
	const sum = noBridge();
	for (const { people, adults } of bridges) {
		for (const term of TERMS) sum.people[term] += people[term];
		for (const term of ADULT_TERMS) sum.adults[term] += adults[term];
	}
	return sum;
}

/** What the terms come to: exactly the later figure's people less the earlier one's, as that stood when its day closed. */
export function sumOf(people: Record<Term, number>): number {
	const sum = (of: readonly Term[]) => of.reduce((all, term) => all + people[term], 0);
	return sum(GAINS) - sum(LOSSES);
}

/**
 * By how many people corrections made since have changed the figure of the earlier day: what it says today, less what
 * it said when its day closed.
 */
export function correctedBy(people: Record<Term, number>): number {
	return people.merged_in + people.corrected_in - people.merged_out - people.corrected_out;
}

/** What the terms of the denominator come to: exactly the adults declared on the later day less those on the earlier. */
export function adultsOf(adults: Record<AdultTerm, number>): number {
	return ADULT_TERMS.reduce((all, term) => all + adults[term], 0);
}

/**
 * Who counted when a day closed and was corrected since: the log read without the corrections that were recorded later.
 */
export interface Uncorrected {
	/** every record that such a correction touched, and of which kind it was */
	touched: { personId: string; reason: 'merged' | 'corrected' }[];
	/** of those, who counted as attained on the day, and in which group */
	counted: { personId: string; groupId: string }[];
}

/** What is asked of a bridge. */
export interface BetweenDays {
	from: Day;
	to: Day;
}
