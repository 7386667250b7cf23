/** Why nobody knows what somebody can do; of several reasons the first that fits (design.md, invariant 9). */
export const UNKNOWN_KINDS = ['unconfirmed', 'refused', 'cannot', 'absent', 'partly', 'not_met'] as const;
export type UnknownKind = (typeof UNKNOWN_KINDS)[number];

/** How an adult of a place stands: known, or unknown for one reason. */
export const STANDINGS = ['attained', 'assessed', ...UNKNOWN_KINDS] as const;
export type Standing = (typeof STANDINGS)[number];

export interface UnknownCounts {
	/** adults declared of whom the books hold no name: a number only */
	notInRoster: number;
	/** names beyond the adults declared, of groups that hold more than they declared */
	surplus: number;
	/** in groups that count in the rate; with the two above they come to the figure's unknown */
	kinds: Record<UnknownKind, number>;
	/** in groups without a valid declaration, beside the rate */
	beside: Record<UnknownKind, number>;
}

/** In which ages a list of people may be cut; the last has no end. */
export const AGE_BANDS = ['18-39', '40-59', '60-74', '75-'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** Which people of a place a list holds. It cuts lists and counts of people, never a rate. */
export interface PeopleAsked {
	standing: Standing | null;
	age: AgeBand | null;
	/** those who have not passed this module yet */
	module: string | null;
	/** those who sat a test at this learning point */
	point: string | null;
	/** from 1 */
	page: number;
}

/** Reads what an address asks of a list of people; what is not understood is as if it had not been asked. */
export function readPeopleAsked(search: URLSearchParams): PeopleAsked {
	return {
		standing: STANDINGS.find((one) => one === search.get('show')) ?? null,
		age: AGE_BANDS.find((one) => one === search.get('age')) ?? null,
		module: search.get('module') || null,
		point: search.get('point') || null,
		page: Math.max(1, Math.trunc(Number(search.get('page'))) || 1)
	};
}

/** The first and the last age of a band; the last is null where it has no end. */
export function agesOf(band: AgeBand): [number, number | null] {
	const [from, to] = band.split('-');
	return [Number(from), to ? Number(to) : null];
}
