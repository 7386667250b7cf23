import type { Day } from '#lib/shared/dates.ts';

/** From a day on, how long after its last day a province gives its wards for the report of a period, and until what hour. */
export interface ReportRule {
	/** periods that end on this day or later follow it */
	from: Day;
	monthDays: number;
	quarterDays: number;
	yearDays: number;
	/** of the clock in Viet Nam, 0 to 23 */
	hour: number;
}

/** What holds where a province has decided nothing. */
export const USUAL_RULE = { monthDays: 2, quarterDays: 3, yearDays: 5, hour: 17 } as const;

/** The rule that holds for a period that ends on a day; null where the usual one does. */
export function ruleOn(rules: readonly ReportRule[], day: Day): ReportRule | null {
	return (
		rules
			.filter(({ from }) => from <= day)
			.sort((a, b) => a.from.localeCompare(b.from))
			.at(-1) ?? null
	);
}
