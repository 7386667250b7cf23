import type { Day } from '#lib/shared/dates.ts';

/** Who leads a deed of support; the others who take part are its partners. */
export const FORCES = ['police', 'youth', 'front', 'committee'] as const;
export type Force = (typeof FORCES)[number];

/** What a person has, or has not, or nobody knows. */
export const MEANS = [
	'smartphone',
	'vneid_2',
	'local_app',
	'etax',
	'payment_account',
	'signature',
	'health_book'
] as const;
export type Means = (typeof MEANS)[number];
export const MEANS_STATES = ['yes', 'no', 'unknown'] as const;
export type MeansState = (typeof MEANS_STATES)[number];

/** The most deeds without a name that one form may report; more in one evening is a slip of the finger. */
export const MOST_AT_ONCE = 300;
/** How long after a deed it may still be written down, in days. */
export const OLDEST_DEED = 60;

/** Deeds and people: two figures that are never added, and `people` only counts whoever was named. */
export interface Figures {
	/** lượt hỗ trợ */
	actions: number;
	/** of these, deeds for people without a name */
	anonymous: number;
	/** người: distinct named people, one for two records that were merged */
	people: number;
	/** of the actions, those entered too late for the report of their own day */
	late: number;
}

export const NO_FIGURES: Figures = { actions: 0, anonymous: 0, people: 0, late: 0 };

/** The moment at which the report of a day is due: an hour of the clock in Viet Nam, on that day. */
export function dueAt(day: Day, hour: number): Date {
	return new Date(Date.parse(`${day}T00:00:00+07:00`) + hour * 3_600_000);
}

/**
 * What the commendation list weighs, and how much. Whoever later attained the standard weighs most; a deed without a
 * name weighs nothing, because nobody can look it up.
 */
export const WEIGHTS = { attained: 20, people: 3, named: 1 } as const;

export interface Merits {
	/** distinct people helped who later attained the standard */
	attained: number;
	/** distinct people helped */
	people: number;
	/** deeds for named people */
	named: number;
	/** all deeds, shown beside and not weighed */
	actions: number;
}

export function weightOf({ attained, people, named }: Merits): number {
	return attained * WEIGHTS.attained + people * WEIGHTS.people + named * WEIGHTS.named;
}
