import type { Field, Refused } from '#lib/rosters/columns.ts';
import type { ReasonCode, RosterState, RowOutcome, RowReason } from '#lib/rosters/roster.ts';
import { m } from '#lib/messages/compiled/messages.js';

export const ROSTER_STATES: Record<RosterState, () => string> = {
	staged: m.roster_state_staged,
	looking: m.roster_state_looking,
	looked: m.roster_state_looked,
	committing: m.roster_state_committing,
	committed: m.roster_state_committed,
	undoing: m.roster_state_undoing,
	undone: m.roster_state_undone,
	stopped: m.roster_state_stopped
};

export const OUTCOMES: Record<RowOutcome, () => string> = {
	done: m.roster_outcome_done,
	taken_back: m.roster_outcome_taken_back,
	stays: m.roster_outcome_stays
};

export const ROWS = {
	new: m.roster_rows_new,
	changed: m.roster_rows_changed,
	doubtful: m.roster_rows_doubtful,
	wrong: m.roster_rows_wrong,
	same: m.roster_rows_same
};

export const FIELD_WORDS: Record<Field, () => string> = {
	fullName: m.roster_field_fullName,
	familyName: m.roster_field_familyName,
	givenName: m.roster_field_givenName,
	everydayName: m.roster_field_everydayName,
	birth: m.roster_field_birth,
	group: m.roster_field_group,
	household: m.roster_field_household,
	code: m.roster_field_code
};

export const REFUSED_WORDS: Record<Refused, () => string> = {
	sensitive: m.roster_refused_sensitive,
	paper_number: m.roster_refused_paper_number,
	phone: m.roster_refused_phone
};

const REASONS: Record<Exclude<ReasonCode, 'twice_in_file'>, () => string> = {
	name_missing: m.roster_because_name_missing,
	name_too_long: m.roster_because_name_too_long,
	name_without_letters: m.roster_because_name_without_letters,
	birth_missing: m.roster_because_birth_missing,
	birth_unreadable: m.roster_because_birth_unreadable,
	birth_out_of_range: m.roster_because_birth_out_of_range,
	under_sixteen: m.roster_because_under_sixteen,
	group_missing: m.roster_because_group_missing,
	group_unknown: m.roster_because_group_unknown,
	group_two: m.roster_because_group_two,
	household_too_long: m.roster_because_household_too_long,
	code_unknown: m.roster_because_code_unknown,
	code_of_another: m.roster_because_code_of_another,
	two_matches: m.roster_because_two_matches,
	other_group: m.roster_because_other_group,
	other_house: m.roster_because_other_house,
	other_ward: m.roster_because_other_ward,
	died: m.roster_because_died,
	alike: m.roster_because_alike,
	known_since: m.roster_because_known_since,
	refused: m.roster_because_refused,
	gets_house: m.roster_because_gets_house,
	gets_everyday_name: m.roster_because_gets_everyday_name,
	gets_name: m.roster_because_gets_name,
	gets_birth_year: m.roster_because_gets_birth_year
};

/** Why a row is what it is, in one line. */
export function reasonWords(reasons: readonly RowReason[]): string {
	return reasons
		.map(({ code, line }) =>
			code === 'twice_in_file' ? m.roster_because_twice_in_file({ line: line ?? 0 }) : REASONS[code]()
		)
		.join('. ');
}
