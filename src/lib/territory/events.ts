import type { Day } from '#lib/shared/dates.ts';
import type { LogEvent } from '#lib/shared/log.ts';

/** Adults by the declared age rule. The denominator is resident + lodging; away is printed beside, never added. */
export interface PopulationNumbers {
	ageFrom: number;
	resident: number;
	lodging: number;
	away: number;
}

/** Why the declared number fell; nothing else may be the reason. */
export const FALL_REASONS = ['moved_away', 'lodgers_left', 'died', 'counted_twice', 'wrong_before', 'border'] as const;
export type FallReason = (typeof FALL_REASONS)[number];

/**
 * The group's head says how many adults really live there as of a day. With `fall`, it is fewer than stood until then
 * and counts only once somebody of the ward has accepted it; that it is fewer was decided when it was declared.
 */
export type PopulationDeclared = LogEvent<'population.declared', PopulationNumbers & { asOf: Day; fall?: FallReason }>;

/** The ward accepts a fall, or does not; `declaration` is the id of its event. */
export type PopulationDecided = LogEvent<'population.decided', { declaration: string; accepted: boolean }>;

/**
 * A new group takes the place of ended ones. Stands under the new group. `population` is the sum of what the ended
 * groups had declared, as of the oldest of their days, decided once here, or null where one of them had not declared.
 */
export type GroupSucceeded = LogEvent<
	'group.succeeded',
	{ from: string[]; on: Day; kind: 'merge' | 'split'; population: (PopulationNumbers & { asOf: Day }) | null }
>;

export type GroupEvent = PopulationDeclared | PopulationDecided | GroupSucceeded;

export interface PopulationCount extends PopulationNumbers {
	asOf: Day;
	source: 'head' | 'merged';
	declaredBy: string;
	declaredOn: Day;
}

/**
 * A declaration as the history of its group shows it. counts: it stood, or stands · waiting: a fall that nobody has
 * accepted yet · replaced: the head declared again before anybody had · refused: the ward did not accept it.
 */
export type DeclarationState = 'counts' | 'waiting' | 'replaced' | 'refused';

export interface PopulationDeclaration extends PopulationCount {
	eventId: string;
	fall: FallReason | null;
	state: DeclarationState;
	/** who of the ward accepted or refused a fall */
	decidedBy: string | null;
	decidedOn: Day | null;
}

export interface Succession {
	fromId: string;
	on: Day;
	kind: 'merge' | 'split';
}
