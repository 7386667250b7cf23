import { m } from '#lib/messages/compiled/messages.js';
import type { MeansState } from '#lib/outreach/campaign.ts';
import type {
	CannotReason,
	MetChoice,
	RoutePart,
	VisitMark,
	VisitMeans,
	VisitOutcome,
	VisitPhone,
	VisitShown
} from '#lib/outreach/visit.ts';

type Words<Key extends string> = Record<Key, () => string>;

const OUTCOMES: Words<VisitOutcome> = {
	in: m.visits_outcome_in,
	away: m.visits_outcome_away,
	refused: m.visits_outcome_refused
};
const SHOWN: Words<VisitShown> = {
	safety: m.visits_shown_safety,
	vneid: m.visits_shown_vneid,
	services: m.visits_shown_services,
	payment: m.visits_shown_payment,
	calls: m.visits_shown_calls
};
const DEVICES: Words<VisitPhone> = {
	own: m.visits_device_own,
	family: m.visits_device_family,
	visitor: m.visits_device_visitor,
	none: m.visits_device_none
};
const MARKS: Words<VisitMark> = {
	alone: m.visits_mark_alone,
	prompted: m.visits_mark_prompted,
	not_yet: m.visits_mark_not_yet,
	cannot: m.visits_mark_cannot
};
const REASONS: Words<CannotReason> = {
	health: m.visits_reason_health,
	sight_hearing: m.visits_reason_sight_hearing,
	language: m.visits_reason_language,
	other: m.visits_reason_other
};
const MEANS: Words<VisitMeans> = {
	smartphone: m.visits_means_smartphone,
	vneid_2: m.visits_means_vneid_2,
	payment_account: m.visits_means_payment_account,
	signature: m.visits_means_signature
};
const STATES: Words<MeansState> = {
	yes: m.visits_state_yes,
	no: m.visits_state_no,
	unknown: m.visits_state_unknown
};
const PARTS: Words<RoutePart> = {
	today: m.visits_part_today,
	later: m.visits_part_later,
	visited: m.visits_part_visited,
	refused: m.visits_part_refused
};

/** What visits are called on pages and in lists, in the reader's language. */
export const outcomeWord = (one: VisitOutcome) => OUTCOMES[one]();
export const shownWord = (one: VisitShown) => SHOWN[one]();
export const deviceWord = (one: VisitPhone) => DEVICES[one]();
export const reasonWord = (one: CannotReason) => REASONS[one]();
export const meansWord = (one: VisitMeans) => MEANS[one]();
export const stateWord = (one: MeansState) => STATES[one]();
export const partWord = (one: RoutePart) => PARTS[one]();

/** How far somebody got, with why she cannot learn. */
export function markWord(mark: VisitMark | null, reason: CannotReason | null): string {
	if (mark === null) return m.visits_met_in();
	return reason === null ? MARKS[mark]() : m.visits_mark_cannot_why({ reason: reasonWord(reason) });
}

/** The same, as the form at a door offers it. */
export function metWord(choice: MetChoice): string {
	if (choice === 'in') return m.visits_met_in();
	if (choice === 'alone' || choice === 'prompted' || choice === 'not_yet') return MARKS[choice]();
	return markWord('cannot', choice.slice('cannot:'.length) as CannotReason);
}
