import type { AppealDecision, AppealReason } from '#lib/learning/appeal.ts';
import { m } from '#lib/messages/compiled/messages.js';

const REASONS: Record<AppealReason, () => string> = {
	key_wrong: m.appeals_reason_key_wrong,
	unclear: m.appeals_reason_unclear,
	fault: m.appeals_reason_fault,
	other: m.appeals_reason_other
};
const DECISIONS: Record<AppealDecision, () => string> = {
	upheld: m.appeals_upheld,
	declined: m.appeals_declined
};

export function reasonWord(reason: AppealReason): string {
	return REASONS[reason]();
}

export function decisionWord(decision: AppealDecision): string {
	return DECISIONS[decision]();
}

/** What an appeal is about: one question of the test, or its result as a whole. */
export function aboutWords(question: number): string {
	return question === 0 ? m.appeals_about_result() : m.learner_review_question({ n: question });
}
