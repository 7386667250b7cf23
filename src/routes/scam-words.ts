import type { LocalScamState } from '#lib/drills/local-scam.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { KIND_WORDS } from './drill-words.ts';

const STATES: Record<LocalScamState, () => string> = {
	proposed: m.scam_state_proposed,
	approved: m.scam_state_approved,
	withdrawn: m.scam_state_withdrawn
};

export function scamState(state: string): string {
	return STATES[state as LocalScamState]();
}

/** What a local fraud is called in lists: where people meet it, and from whom it seems to come. */
export function scamTitle({ kind, cameFrom }: { kind: string; cameFrom: string }): string {
	return m.scam_one({ kind: KIND_WORDS[kind as keyof typeof KIND_WORDS](), from: cameFrom });
}
