import type { Bilingual } from '#lib/curriculum/content.ts';
import { addDays, isDay, type Day } from '#lib/shared/dates.ts';
import type { AgencyKind, OfficialKind } from '#lib/compliance/agency.ts';
import type { CycleStateName } from '#lib/compliance/cycle.ts';
import { addMonths } from '#lib/compliance/months.ts';

export type PeriodKind = 'month' | 'quarter' | 'year';

/** A month, a quarter or a year of the calendar, as its address writes it: 2026-09, 2026-Q3, 2026. */
export interface Period {
	code: string;
	kind: PeriodKind;
	year: number;
	/** 1 to 12 or 1 to 4; 1 for a year */
	number: number;
	/** its first and its last day */
	from: Day;
	to: Day;
}

const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, year: 12 };

/** The period that a text names, or null. */
export function readPeriod(code: string): Period | null {
	const [, years = '', , quarter, month] = /^(\d{4})(-(?:Q([1-4])|(\d{2})))?$/.exec(code) ?? [];
	if (years === '' || Number(years) < 2000) return null;
	const kind = quarter ? 'quarter' : month ? 'month' : 'year';
	const number = Number(quarter ?? month ?? 1);
	const first = (number - 1) * MONTHS[kind] + 1;
	const from = `${years}-${String(first).padStart(2, '0')}-01`;
	if (!isDay(from)) return null;
	return { code, kind, year: Number(years), number, from, to: addDays(addMonths(from, MONTHS[kind]), -1) };
}

/** All periods of a year that have begun by a day: the year itself, its quarters, its months. */
export function periodsOf(year: number, today: Day): Period[] {
	const two = (n: number) => String(n).padStart(2, '0');
	const codes = [
		`${year}`,
		...[1, 2, 3, 4].map((n) => `${year}-Q${n}`),
		...Array.from({ length: 12 }, (_, n) => `${year}-${two(n + 1)}`)
	];
	return codes.flatMap((code) => readPeriod(code) ?? []).filter(({ from }) => from <= today);
}

/** One duty of one person in the period. */
export interface ExtractCycle {
	title: string;
	order: string;
	/** which period of the duty */
	n: number;
	due: Day;
	state: CycleStateName;
	doneOn: Day | null;
	/** titles of the modules that are missing */
	missing: Bilingual[];
	/** something in it was seen on another platform */
	elsewhere: boolean;
}

/**
 * How somebody stands in a period, all her duties together: one overdue is missing; else one done late is late; else one
 * done is on time. Not yet due, let off, and asked for nothing stand apart and enter no share.
 */
export const EXTRACT_RESULTS = ['on_time', 'late', 'missing', 'not_due', 'exempt', 'none'] as const;
export type ExtractResult = (typeof EXTRACT_RESULTS)[number];

export interface ExtractPerson {
	personId: string;
	position: string;
	kind: OfficialKind;
	/** since when she has the digital skills of the standard */
	skilledOn: Day | null;
	result: ExtractResult;
	cycles: ExtractCycle[];
}

/** What an extract says, and what is frozen. It holds no names: those are read when it is shown. */
export interface ExtractBody {
	agency: { id: string; name: string; kind: AgencyKind };
	/** the end of this day is what it tells */
	asOf: Day;
	standard: Bilingual;
	/** by name as it was then */
	people: ExtractPerson[];
}

export interface ExtractTotals extends Record<ExtractResult, number> {
	people: number;
	skilled: number;
	/** who had something to do by a day in the period: what the shares are of */
	bound: number;
}

/** Whether a duty belongs into a period: open or due in it, and neither done nor ended before it. */
export function isOf(period: Pick<Period, 'from'>, cycle: { doneOn: Day | null; endedOn: Day | null }): boolean {
	const over = cycle.doneOn ?? cycle.endedOn;
	return over === null || over >= period.from;
}

export function resultOf(cycles: readonly Pick<ExtractCycle, 'state'>[]): ExtractResult {
	const has = (...states: CycleStateName[]) => cycles.some(({ state }) => states.includes(state));
	if (has('overdue')) return 'missing';
	if (has('done_late')) return 'late';
	if (has('done_on_time')) return 'on_time';
	if (has('not_started', 'in_progress')) return 'not_due';
	return has('waived', 'postponed') ? 'exempt' : 'none';
}

export function totalsOf(people: readonly Pick<ExtractPerson, 'result' | 'skilledOn'>[]): ExtractTotals {
	const counts = Object.fromEntries(
		EXTRACT_RESULTS.map((result) => [result, people.filter((one) => one.result === result).length])
	) as Record<ExtractResult, number>;
	return {
		...counts,
		people: people.length,
		skilled: people.filter(({ skilledOn }) => skilledOn !== null).length,
		bound: counts.on_time + counts.late + counts.missing
	};
}
