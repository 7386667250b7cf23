import { m } from '#lib/messages/compiled/messages.js';
import { writeDay } from '#lib/shared/dates.ts';
import { ratioOf, writePercent, type Language } from '#lib/shared/ratio.ts';
import type { ReportState } from '#lib/reports/report.ts';
import type { CycleStateName } from '#lib/compliance/cycle.ts';
import {
	totalsOf,
	type ExtractBody,
	type ExtractCycle,
	type ExtractPerson,
	type ExtractResult,
	type Period
} from '#lib/compliance/extract.ts';

const RESULTS: Record<ExtractResult, () => string> = {
	on_time: m.extract_result_on_time,
	late: m.extract_result_late,
	missing: m.extract_result_missing,
	not_due: m.extract_result_not_due,
	exempt: m.extract_result_exempt,
	none: m.extract_result_none
};

const STATES: Record<CycleStateName, () => string> = {
	not_started: m.extract_cycle_not_started,
	in_progress: m.extract_cycle_in_progress,
	done_on_time: m.extract_cycle_done_on_time,
	done_late: m.extract_cycle_done_late,
	overdue: m.extract_cycle_overdue,
	waived: m.extract_cycle_waived,
	postponed: m.extract_cycle_postponed,
	ended: m.extract_cycle_ended
};

const REPORT: Record<ReportState, () => string> = {
	draft: m.extract_state_draft,
	submitted: m.extract_state_submitted,
	returned: m.extract_state_returned,
	approved: m.extract_state_approved,
	closed: m.extract_state_closed
};

export function periodTitle({ kind, number, year }: Period): string {
	if (kind === 'year') return m.extract_period_year({ year: String(year) });
	const of = { number: String(number), year: String(year) };
	return kind === 'month' ? m.extract_period_month(of) : m.extract_period_quarter(of);
}

export const reportWord = (state: ReportState) => REPORT[state]();
export const resultWord = (result: ExtractResult) => RESULTS[result]();
export const cycleWord = (state: CycleStateName) => STATES[state]();

export function skillWord({ skilledOn }: Pick<ExtractPerson, 'skilledOn'>): string {
	return skilledOn === null ? m.extract_skills_not_yet() : m.extract_skills_since({ day: writeDay(skilledOn) });
}

/** A duty in one line: what, by which order, how it stands. */
export function cycleLine({ title, order, state, doneOn, elsewhere }: ExtractCycle): string {
	const word = cycleWord(state);
	const line =
		doneOn === null
			? m.extract_duty_line({ title, order, state: word })
			: m.extract_duty_line_done({ title, order, state: word, day: writeDay(doneOn) });
	return elsewhere ? `${line}, ${m.extract_elsewhere()}` : line;
}

export interface SummaryRow {
	title: string;
	count: number;
	/** of what it is said to be a share of; empty where it is none */
	share: string;
}

/** The figures of an agency: counts, and shares where there is something to share. */
export function summaryOf(
	{ people, standard }: Pick<ExtractBody, 'people' | 'standard'>,
	language: Language
): SummaryRow[] {
	const totals = totalsOf(people);
	const share = (part: number, whole: number) => writePercent(ratioOf(part, whole), language);
	const of = (result: ExtractResult, isShare: boolean): SummaryRow => ({
		title: resultWord(result),
		count: totals[result],
		share: isShare ? share(totals[result], totals.bound) : ''
	});
	return [
		{ title: m.extract_people(), count: totals.people, share: '' },
		{
			title: m.extract_skilled({ standard: standard[language] }),
			count: totals.skilled,
			share: share(totals.skilled, totals.people)
		},
		{ title: m.extract_bound(), count: totals.bound, share: '' },
		...(['on_time', 'late', 'missing'] as const).map((result) => of(result, true)),
		...(['not_due', 'exempt', 'none'] as const).map((result) => of(result, false))
	];
}
