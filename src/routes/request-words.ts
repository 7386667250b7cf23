import { m } from '#lib/messages/compiled/messages.js';
import type { RequestKind, RequestState } from '#lib/people/requests.ts';

const KINDS: Record<RequestKind, () => string> = {
	access: m.privacy_kind_access_short,
	correction: m.privacy_kind_correction_short,
	objection: m.privacy_kind_objection_short,
	erasure: m.privacy_kind_erasure_short
};

const ASKED: Record<RequestKind, () => string> = {
	access: m.privacy_kind_access,
	correction: m.privacy_kind_correction,
	objection: m.privacy_kind_objection,
	erasure: m.privacy_kind_erasure
};

const STATES: Record<RequestState, () => string> = {
	received: m.privacy_request_received_state,
	working: m.privacy_request_working_state,
	done: m.privacy_request_done_state,
	declined: m.privacy_request_declined_state
};

/** A request's kind in a word or two. */
export function kindWord(kind: RequestKind): string {
	return KINDS[kind]();
}

/** What somebody wants, as she would say it. */
export function askedWord(kind: RequestKind): string {
	return ASKED[kind]();
}

export function stateWord(state: RequestState): string {
	return STATES[state]();
}
