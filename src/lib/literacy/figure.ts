import type { Day } from '#lib/shared/dates.ts';
import { ratioOf } from '#lib/shared/ratio.ts';

/** What is summed: people over the groups whose head has declared how many adults live there, and those groups beside. */
export interface Sums {
	groups: { declared: number; all: number };
	/** declared groups whose declaration is at most twelve months old */
	fresh: number;
	/** resident + lodging, as declared; null where no group has declared: never zero */
	adults: number | null;
	assessed: number;
	attained: number;
	witnessed: number;
	/** groups without a valid declaration: their people stand beside the rate, never in it */
	undeclared: { groups: number; assessed: number; attained: number };
	/** wards without any group in the books: each counts as one group that has not declared */
	bare: number;
}

export interface FigurePlace {
	/** `vn`, a province's or ward's code, or a residential group's id */
	code: string;
	name: string;
	kind: string;
}

/** What a group's head last said of it, or what was summed when groups merged. */
export interface GroupDeclaration {
	asOf: Day;
	source: string;
	/** the age rule by which it was counted; another one than the standard's makes no denominator */
	ageFrom: number;
	resident: number;
	lodging: number;
	/** registered here, living elsewhere: printed beside, never added */
	away: number;
}

export type Doubt = 'no_denominator' | 'coverage' | 'stale' | 'numerator_above_denominator';

/** The share of a place's adults who reached a standard, with everything a reader needs to judge it. */
export interface Figure extends Sums {
	place: FigurePlace;
	standard: string;
	ageFrom: number;
	asOf: Day;
	/** adults − assessed; null without a denominator */
	unknown: number | null;
	rate: number | null;
	witnessedRate: number | null;
	/** why the figure is grey, or null */
	doubt: Doubt | null;
	/** for a group: its own declaration, valid or not */
	declaration: GroupDeclaration | null;
	parts: Figure[];
}

/** Below this share of declared groups a figure is grey. */
const LEAST_COVERAGE = 0.8;

/** Sums first, then divides, over the same groups (design.md, invariant 9). */
export function figureOf(
	place: FigurePlace,
	sums: Sums,
	frame: { standard: string; ageFrom: number; asOf: Day },
	parts: Figure[] = [],
	declaration: GroupDeclaration | null = null
): Figure {
	const { code, name, kind } = place;
	return {
		place: { code, name, kind },
		...frame,
		...sums,
		unknown: sums.adults === null ? null : Math.max(0, sums.adults - sums.assessed),
		rate: ratioOf(sums.attained, sums.adults),
		witnessedRate: ratioOf(sums.witnessed, sums.adults),
		doubt: doubtOf(sums),
		declaration,
		parts
	};
}

export const NOTHING: Sums = {
	groups: { declared: 0, all: 0 },
	fresh: 0,
	adults: null,
	assessed: 0,
	attained: 0,
	witnessed: 0,
	undeclared: { groups: 0, assessed: 0, attained: 0 },
	bare: 0
};

/** A ward without groups counts as one undeclared group. */
export const WITHOUT_GROUPS: Sums = {
	...NOTHING,
	groups: { declared: 0, all: 1 },
	undeclared: { groups: 1, assessed: 0, attained: 0 },
	bare: 1
};

export function addSums(a: Sums, b: Sums): Sums {
	return {
		groups: { declared: a.groups.declared + b.groups.declared, all: a.groups.all + b.groups.all },
		fresh: a.fresh + b.fresh,
		adults: a.adults === null ? b.adults : a.adults + (b.adults ?? 0),
		assessed: a.assessed + b.assessed,
		attained: a.attained + b.attained,
		witnessed: a.witnessed + b.witnessed,
		undeclared: {
			groups: a.undeclared.groups + b.undeclared.groups,
			assessed: a.undeclared.assessed + b.undeclared.assessed,
			attained: a.undeclared.attained + b.undeclared.attained
		},
		bare: a.bare + b.bare
	};
}

/** The first reason for which a figure must not be coloured. */
function doubtOf(sums: Sums): Doubt | null {
	if (!sums.adults) return 'no_denominator';
	if (sums.assessed > sums.adults) return 'numerator_above_denominator';
	if (sums.groups.declared < LEAST_COVERAGE * sums.groups.all) return 'coverage';
	if (sums.fresh < LEAST_COVERAGE * sums.groups.all) return 'stale';
	return null;
}
