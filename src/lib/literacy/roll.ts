/** How a resident stands against a standard, as the one who looks may know it. */
export const ROLL_STATES = ['attained', 'assessed', 'partly', 'not_yet'] as const;
export type RollState = (typeof ROLL_STATES)[number];

/** Which people of a group to show: in one state, or those whose residence nobody has confirmed. */
export const ROLL_PARTS = [...ROLL_STATES, 'unconfirmed'] as const;
export type RollPart = (typeof ROLL_PARTS)[number];

export function isRollPart(text: string): text is RollPart {
	return (ROLL_PARTS as readonly string[]).includes(text);
}

/** The states as whoever may not read evidence sees them: done, or not yet. */
export const DONE_OR_NOT: readonly RollState[] = ['attained', 'not_yet'];
