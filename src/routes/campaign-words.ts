import { m } from '#lib/messages/compiled/messages.js';
import type { Force, Means } from '#lib/outreach/campaign.ts';
import type { PlanState } from '#lib/outreach/plan.ts';
import type { DayState } from '#lib/outreach/server/campaign-board.ts';
import type { ReportStep } from '#lib/reports/report.ts';

const FORCES: Record<Force, () => string> = {
	police: m.campaign_force_police,
	youth: m.campaign_force_youth,
	front: m.campaign_force_front,
	committee: m.campaign_force_committee
};

const MEANS: Record<Means, () => string> = {
	smartphone: m.campaign_means_smartphone,
	vneid_2: m.campaign_means_vneid_2,
	local_app: m.campaign_means_local_app,
	etax: m.campaign_means_etax,
	payment_account: m.campaign_means_payment_account,
	signature: m.campaign_means_signature,
	health_book: m.campaign_means_health_book
};

const STATES: Record<DayState, () => string> = {
	missing: m.report_state_missing,
	draft: m.report_state_draft,
	submitted: m.report_state_submitted,
	returned: m.report_state_returned,
	approved: m.report_state_approved,
	closed: m.report_state_closed
};

const STEPS: Record<ReportStep, () => string> = {
	submit: m.report_state_submitted,
	return: m.report_state_returned,
	approve: m.report_state_approved,
	close: m.report_state_closed
};

const PLAN: Record<PlanState, () => string> = {
	todo: m.plan_state_todo,
	doing: m.plan_state_doing,
	done: m.plan_state_done,
	dropped: m.plan_state_dropped
};

export const forceWord = (force: Force) => FORCES[force]();
export const meansWord = (means: Means) => MEANS[means]();
export const stateWord = (state: DayState) => STATES[state]();
export const stepWord = (step: ReportStep) => STEPS[step]();
export const planWord = (state: PlanState) => PLAN[state]();
