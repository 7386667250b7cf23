import type { Day } from '#lib/shared/dates.ts';

/** From which age people may be counted as adults: the Civil Code's (Điều 20), and the one by which Hà Nội counts (facts of 2026). */
export const ADULT_AGES = [15, 18] as const;

/** From a day on, from which age a province counts its adults, instead of the age that the standard says. */
export interface AgeRule {
	/** figures as of this day or later follow it */
	from: Day;
	ageFrom: number;
}
