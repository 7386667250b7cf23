import type { Term } from '#lib/literacy/bridge.ts';
import { m } from '#lib/messages/compiled/messages.js';

/** What a term of a bridge is called. */
export const TERM_WORDS: Record<Term, () => string> = {
	attained: m.dash_term_attained,
	moved_in: m.dash_term_moved_in,
	confirmed: m.dash_term_confirmed,
	of_age: m.dash_term_of_age,
	group_declared: m.dash_term_group_declared,
	other_in: m.dash_term_other_in,
	died: m.dash_term_died,
	moved_out: m.dash_term_moved_out,
	group_undeclared: m.dash_term_group_undeclared,
	other_out: m.dash_term_other_out
};
