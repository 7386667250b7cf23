import type { AdultTerm, Term } from '#lib/literacy/bridge.ts';
import { m } from '#lib/messages/compiled/messages.js';

/** What a term of a bridge is called. */
export const TERM_WORDS: Record<Term, () => string> = {
	attained: m.dash_term_attained,
	moved_in: m.dash_term_moved_in,
	confirmed: m.dash_term_confirmed,
	of_age: m.dash_term_of_age,
	merged_in: m.dash_term_merged_in,
	corrected_in: m.dash_term_corrected_in,
	group_declared: m.dash_term_group_declared,
	other_in: m.dash_term_other_in,
	died: m.dash_term_died,
	moved_out: m.dash_term_moved_out,
	merged_out: m.dash_term_merged_out,
	corrected_out: m.dash_term_corrected_out,
	group_undeclared: m.dash_term_group_undeclared,
	other_out: m.dash_term_other_out
};

/** What a term of its denominator is called. */
export const ADULT_WORDS: Record<AdultTerm, () => string> = {
	declared_anew: m.dash_adults_declared_anew,
	newly_declared: m.dash_adults_newly_declared,
	regrouped: m.dash_adults_regrouped,
	ended: m.dash_adults_ended,
	other: m.dash_adults_other
};
