import type { RecheckOutcome } from '#lib/indicators/recheck.ts';
import { m } from '#lib/messages/compiled/messages.js';

export const OUTCOME_WORDS: Record<RecheckOutcome, () => string> = {
	not_found: m.recheck_outcome_not_found,
	refused: m.recheck_outcome_refused,
	moved: m.recheck_outcome_moved
};
