/** How far a report has come. One that nobody has submitted has no row: it is a draft, and its figures are live. */
export const REPORT_STATES = ['draft', 'submitted', 'returned', 'approved', 'closed'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** What somebody does to a report, and the state it then is in. */
export const REPORT_STEPS = ['submit', 'return', 'approve', 'close'] as const;
export type ReportStep = (typeof REPORT_STEPS)[number];

const LEADS: Record<ReportStep, { from: readonly ReportState[]; to: ReportState }> = {
	submit: { from: ['draft', 'returned'], to: 'submitted' },
	return: { from: ['submitted', 'approved'], to: 'returned' },
	approve: { from: ['submitted'], to: 'approved' },
	close: { from: ['approved'], to: 'closed' }
};

/** The state after a step, or null where the step is not open. A closed report stays what it is. */
export function stateAfter(state: ReportState, step: ReportStep): ReportState | null {
	return LEADS[step].from.includes(state) ? LEADS[step].to : null;
}

/** Whether its figures stand still: from submitting it on, unless it is returned. */
export function isFrozen(state: ReportState): boolean {
	return state === 'submitted' || state === 'approved' || state === 'closed';
}

/** What a report is about: its kind, the place that makes it, what it is of, and the day that it covers. */
export interface ReportKey {
	kind: string;
	/** a ward's code; a province's, where its own office reports */
	place: string;
	/** id of what is reported on, such as a campaign or a standard */
	subjectId: string;
	day: string;
}
