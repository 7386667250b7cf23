import { addMonths } from '#lib/compliance/months.ts';
import { readPeriod as readCalendar } from '#lib/compliance/extract.ts';
import { addDays, yearOf, type Day } from '#lib/shared/dates.ts';
import { ruleOn, USUAL_RULE, type ReportRule } from '#lib/territory/report-rule.ts';

export const PERIOD_KINDS = ['month', 'quarter', 'year', 'campaign'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/**
 * Figures are closed on the 14th of the last month of a period (Nghị định 09/2019/NĐ-CP, Điều 12); a campaign has days
 * of its own.
 */
const CLOSING_DAY = 14;
/** So many days after its end a campaign's report is due. */
const CAMPAIGN_DAYS = 5;

/** What a report covers. Its code stands in addresses: 2026-11, 2026-Q4, 2026, or a campaign's id. */
export interface Period {
	code: string;
	kind: PeriodKind;
	year: number;
	/** 1 to 12 or 1 to 4; 1 for a year and a campaign */
	number: number;
	/** its first and its last day */
	from: Day;
	to: Day;
	/** what a campaign is called */
	name: string | null;
}

/** The month, quarter or year that a code names, or null: 2026-11 goes from 15 October to 14 November. */
export function readPeriod(code: string): Period | null {
	const calendar = readCalendar(code);
	if (!calendar) return null;
	const { kind, year, number } = calendar;
	const from = addDays(dayIn(addMonths(calendar.from, -1), CLOSING_DAY), 1);
	return { code, kind, year, number, from, to: dayIn(calendar.to, CLOSING_DAY), name: null };
}

/** The moment until which a report is in time, by what its province had decided when the period ended. */
export function dueOf({ kind, to }: Pick<Period, 'kind' | 'to'>, rules: readonly ReportRule[]): Date {
	const rule = ruleOn(rules, to) ?? USUAL_RULE;
	const days = { month: rule.monthDays, quarter: rule.quarterDays, year: rule.yearDays, campaign: CAMPAIGN_DAYS };
	return new Date(Date.parse(`${addDays(to, days[kind])}T00:00:00+07:00`) + rule.hour * 3_600_000);
}

/** The periods of a year that have begun by a day, the latest first: the year itself, its quarters, its months. */
export function periodsOf(year: number, today: Day): Period[] {
	const months = Array.from({ length: 12 }, (_, n) => `${year}-${String(n + 1).padStart(2, '0')}`);
	return [...months.toReversed(), ...[4, 3, 2, 1].map((n) => `${year}-Q${n}`), `${year}`]
		.flatMap((code) => readPeriod(code) ?? [])
		.filter(({ from }) => from <= today);
}

/** The month that a day belongs to. */
export function monthHolding(day: Day): Period {
	const code = day.slice(0, 7);
	const own = readPeriod(code);
	if (own && day <= own.to) return own;
	const next = readPeriod(addMonths(`${code}-01`, 1).slice(0, 7));
	if (!next) throw new Error(`no period holds ${day}`);
	return next;
}

/** The year whose periods are to be shown on a day. */
export function yearHolding(day: Day): number {
	return yearOf(monthHolding(day).to);
}

/** The newest month that is over, so that its report can be submitted. */
export function lastMonth(today: Day): Period {
	return monthHolding(addDays(monthHolding(today).from, -1));
}

function dayIn(month: Day, day: number): Day {
	return `${month.slice(0, 7)}-${String(day).padStart(2, '0')}`;
}
