import { m } from '#lib/messages/compiled/messages.js';
import type { Behind } from '#lib/periodic/behind.ts';
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

const FIGURES: Record<Behind, () => string> = {
	attained: m.periodic_attained,
	witnessed: m.periodic_short_witnessed,
	home: m.periodic_short_home,
	assessed: m.periodic_short_assessed,
	unknown: m.periodic_unknown,
	undeclared: m.periodic_undeclared_attained,
	new_attained: m.periodic_newly_attained,
	new_witnessed: m.periodic_newly_witnessed,
	new_assessed: m.periodic_newly_assessed,
	entered: m.periodic_entered,
	confirmed: m.periodic_confirmed,
	moved_in: m.periodic_moved_in,
	moved_out: m.periodic_moved_out,
	moved_within: m.periodic_moved_within,
	died: m.periodic_died,
	helped: m.periodic_helped,
	learners: m.periodic_learners
};

export const behindWord = (behind: Behind) => FIGURES[behind]();
export const stateWord = (state: ReportState) => STATES[state]();
export const stepWord = (step: ReportStep) => STEPS[step]();
export const punctualWord = (punctual: Punctual) => PUNCTUAL[punctual]();
export const measureWord = (measure: Change['measure']) => MEASURES[measure]();
