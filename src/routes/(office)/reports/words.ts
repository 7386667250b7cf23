import { m } from '#lib/messages/compiled/messages.js';
import type { Change } from '#lib/periodic/report-body.ts';
import type { Punctual } from '#lib/periodic/server/province-board.ts';
import type { ReportState, ReportStep } from '#lib/reports/report.ts';

const STATES: Record<ReportState, () => string> = {
	draft: m.periodic_state_draft,
	submitted: m.periodic_state_submitted,
	returned: m.periodic_state_returned,
	approved: m.periodic_state_approved,
	closed: m.periodic_state_closed
};

const STEPS: Record<ReportStep, () => string> = {
	submit: m.periodic_state_submitted,
	return: m.periodic_state_returned,
	approve: m.periodic_state_approved,
	close: m.periodic_state_closed
};

const PUNCTUAL: Record<Punctual, () => string> = {
	on_time: m.periodic_on_time,
	late: m.periodic_late,
	waiting: m.periodic_waiting,
	missing: m.periodic_missing,
	before: m.periodic_before_start,
	closed: m.province_ward_closed
};

const MEASURES: Record<Change['measure'], () => string> = {
	adults: m.periodic_short_adults,
	assessed: m.periodic_short_assessed,
	attained: m.periodic_short_attained,
	witnessed: m.periodic_short_witnessed,
	unknown: m.periodic_short_unknown
};

export const stateWord = (state: ReportState) => STATES[state]();
export const stepWord = (step: ReportStep) => STEPS[step]();
export const punctualWord = (punctual: Punctual) => PUNCTUAL[punctual]();
export const measureWord = (measure: Change['measure']) => MEASURES[measure]();
