import { m } from '#lib/messages/compiled/messages.js';
import type { ReportStep } from '#lib/reports/report.ts';

const STEPS: Record<ReportStep, () => string> = {
	submit: m.extract_state_submitted,
	return: m.extract_state_returned,
	approve: m.extract_state_approved,
	close: m.extract_state_closed
};

/** What somebody did to an extract. */
export const stepWord = (step: ReportStep) => STEPS[step]();
