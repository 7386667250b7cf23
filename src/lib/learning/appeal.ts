import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';

/** What somebody says is not right about a question of her test, or about its result. */
export const APPEAL_REASONS = ['key_wrong', 'unclear', 'fault', 'other'] as const;
export type AppealReason = (typeof APPEAL_REASONS)[number];

/** Upheld: that start is not counted, so there is another one. The marks stay as they were decided. */
export const APPEAL_DECISIONS = ['upheld', 'declined'] as const;
export type AppealDecision = (typeof APPEAL_DECISIONS)[number];

const APPEAL_DAYS = 15;

/** The last day on which a result can be appealed against. */
export function lastAppealDay(handedIn: Date): Day {
	return addDays(dayOf(handedIn), APPEAL_DAYS);
}
