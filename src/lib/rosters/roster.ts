import type { Likeness } from '#lib/people/likeness.ts';

/**
 * staged: its columns wait to be named; looking: rows are being compared; looked: it waits for an officer's yes;
 * committing, committed; undoing, undone; stopped: it cannot go on, and says why.
 */
export type RosterState =
	'staged' | 'looking' | 'looked' | 'committing' | 'committed' | 'undoing' | 'undone' | 'stopped';

/** What a row would do: `same` is somebody known in whom nothing changes; doubtful and wrong ones change nothing. */
export const ROW_STATES = ['new', 'changed', 'doubtful', 'wrong', 'same'] as const;
export type RowState = (typeof ROW_STATES)[number] | 'waiting';

/** What became of it: done; taken back; or it stays, since somebody has touched her record since. */
export type RowOutcome = 'done' | 'taken_back' | 'stays';

export type ReasonCode =
	| 'name_missing'
	| 'name_too_long'
	| 'name_without_letters'
	| 'birth_missing'
	| 'birth_unreadable'
	| 'birth_out_of_range'
	| 'under_sixteen'
	| 'group_missing'
	| 'group_unknown'
	| 'group_two'
	| 'household_too_long'
	| 'code_unknown'
	| 'code_of_another'
	| 'twice_in_file'
	| 'two_matches'
	| 'other_group'
	| 'other_house'
	| 'other_ward'
	| 'died'
	| 'alike'
	| 'known_since'
	| 'refused'
	| 'gets_house'
	| 'gets_everyday_name'
	| 'gets_name'
	| 'gets_birth_year';

/** Why a row is what it is: codes and numbers only; who is meant stands in the row. */
export interface RowReason {
	code: ReasonCode;
	/** another line of the file */
	line?: number;
	likeness?: Likeness[];
}

/** What a row changed in somebody, as it was before; what it did not change is missing. */
export interface Before {
	fullName?: string;
	everydayName?: string | null;
	birthYear?: number;
	/** the house she left for the row's, if she lived in one */
	house?: { from: string | null; into: string };
}

/** A commit is taken back within so many days; later others have built on it. */
export const UNDO_DAYS = 7;

export function mayStillUndo(committedAt: Date | null, now: Date): boolean {
	return committedAt !== null && now.getTime() - committedAt.getTime() <= UNDO_DAYS * 86_400_000;
}

/** Whether somebody waits for it to go on by itself. */
export function isUnderWay(state: RosterState): boolean {
	return state === 'looking' || state === 'committing' || state === 'undoing';
}
