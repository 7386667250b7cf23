import type { Standing } from '#lib/indicators/standing.ts';
import { m } from '#lib/messages/compiled/messages.js';

/** What each standing of an adult is called. */
export const STANDING_WORDS: Record<Standing, () => string> = {
	attained: m.office_state_attained,
	assessed: m.office_state_assessed,
	unconfirmed: m.office_state_unconfirmed,
	refused: m.dash_kind_refused,
	cannot: m.dash_kind_cannot,
	absent: m.dash_kind_absent,
	partly: m.office_state_partly,
	not_met: m.dash_kind_not_met
};
