import { expectedShare, type Pace, type Target } from '#lib/indicators/pace.ts';
import type { Doubt } from '#lib/literacy/figure.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';

/** Two counts of one ward, or of a province's own offices, as of a day. */
export interface Counts {
	numerator: number;
	/** what feeds the colour, where it is not the numerator */
	witnessed: number | null;
	denominator: number;
	/** of the denominator, whose state nobody knows; null where nobody counts it */
	unknown: number | null;
	asOf: Day;
	/** who says so, for what was entered */
	source: string | null;
	doubt: Doubt | null;
}

/** What a place answers, summed; null, never zero, where nothing was said. */
export interface Summed extends Omit<Counts, 'numerator' | 'denominator' | 'asOf'> {
	numerator: number | null;
	denominator: number | null;
	asOf: Day | null;
	/** how many of the places below have said anything, and how many there are */
	spoke: number;
	all: number;
}

export const SILENT: Summed = {
	numerator: null,
	witnessed: null,
	denominator: null,
	unknown: null,
	asOf: null,
	source: null,
	doubt: 'no_denominator',
	spoke: 0,
	all: 1
};

/** Below this share of places that have spoken a sum is grey, as a figure is (design.md, invariant 9). */
const LEAST_COVERAGE = 0.8;
/** How long an entered number stays fresh, in days. */
const FRESH_DAYS = 365;

/**
 * Sums first, then divides, over the same places. A place of whose counts any doubt but their age is known stands beside
 * the sum, as a silent one does. The oldest of the days is the sum's.
 */
export function sumCounts(parts: readonly (Counts | null)[], asOf: Day): Summed {
	const spoken = parts.filter((part) => part !== null).filter(({ denominator }) => denominator > 0);
	const sums = { spoke: spoken.length, all: parts.length };
	if (spoken.length === 0) return { ...SILENT, ...sums };
	const add = (pick: (part: Counts) => number) => spoken.reduce((sum, part) => sum + pick(part), 0);
	const all = <T>(pick: (part: Counts) => T | null) => spoken.every((part) => pick(part) !== null);
	const numerator = add((part) => part.numerator);
	const denominator = add((part) => part.denominator);
	const [only, ...others] = spoken;
	return {
		...sums,
		numerator,
		denominator,
		witnessed: all((part) => part.witnessed) ? add((part) => part.witnessed ?? 0) : null,
		unknown: all((part) => part.unknown) ? add((part) => part.unknown ?? 0) : null,
		asOf: spoken.map((part) => part.asOf).reduce((a, b) => (a < b ? a : b)),
		source: others.length === 0 ? (only?.source ?? null) : null,
		doubt: doubtOf(spoken, parts.length, asOf)
	};
}

function doubtOf(spoken: readonly Counts[], all: number, asOf: Day): Doubt | null {
	if (spoken.some((part) => part.numerator > part.denominator)) return 'numerator_above_denominator';
	if (spoken.length < LEAST_COVERAGE * all) return 'coverage';
	const fresh = spoken.filter((part) => part.asOf >= addDays(asOf, -FRESH_DAYS)).length;
	return fresh < LEAST_COVERAGE * all ? 'stale' : null;
}

/** How many more are needed. */
export interface Need {
	/** to be green today */
	now: number;
	/** to reach the target by its due day */
	due: number;
}

/** How many more people (households, files) would change the colour. */
export function needOf(
	counts: { counting: number; denominator: number },
	target: Target,
	pace: Pick<Pace, 'expected'>
): Need {
	const missing = (share: number) => Math.max(0, leastFor(share, counts.denominator) - counts.counting);
	return { now: missing(Math.min(pace.expected ?? target.value, target.value)), due: missing(target.value) };
}

/** The least count whose share of a whole is not below another share. */
function leastFor(share: number, whole: number): number {
	const count = Math.ceil(share * whole - 1e-9);
	return count / whole < share ? count + 1 : count;
}

/** Whether a target asks less than one above it by the same day, or gives more time. */
export function isEasier(
	target: Pick<Target, 'value' | 'dueOn'>,
	above: Pick<Target, 'value' | 'startsOn' | 'dueOn'>
): boolean {
	return target.dueOn > above.dueOn || target.value < expectedShare(above, target.dueOn);
}
