import type { Language } from '#lib/shared/ratio.ts';

export type Words = Record<Language, string>;

/** Đảng ủy, HĐND, UBND, MTTQ: whose set of criteria an indicator stands in. */
export const CRITERIA_SETS = ['party', 'council', 'committee', 'front'] as const;
export type CriteriaSet = (typeof CRITERIA_SETS)[number];

/** How the number of an indicator comes about; never both. */
export type Way =
	/** adults of the residential groups who reached the residents' standard */
	| 'figure'
	/** officials with a post in an agency */
	| 'officials'
	/** what was seen or said that adults have */
	| 'smartphone'
	| 'vneid_2'
	| 'payment_account'
	| 'four_elements'
	/** two counts that an officer writes down, with source and day */
	| 'entered';

/** What a place answers for: a share of people, households or files. More is better, of every one of them. */
export interface Indicator {
	id: string;
	way: Way;
	name: Words;
	/** what is counted: người, hồ sơ, hộ */
	unit: Words;
	numerator: Words;
	denominator: Words;
	/** who counts by age; null where age plays no part */
	age: Words | null;
	source: Words;
	/** who must act when it lags */
	owner: Words;
	/** where it stands unless a ward or province groups otherwise */
	sets: readonly CriteriaSet[];
	/** its place among the five that provinces report; null for the others */
	reported: number | null;
}
