import { m } from '#lib/messages/compiled/messages.js';
import type { NumberState } from '#lib/sign-in/server/card-batches.ts';

/** What became of a blank card, in words. */
export const STATE_WORDS: Record<NumberState, () => string> = {
	unused: m.cards_state_unused,
	held: m.cards_state_held,
	void: m.cards_state_void,
	spoilt: m.cards_state_spoilt,
	lost: m.cards_state_lost
};
