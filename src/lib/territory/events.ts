import type { Day } from '#lib/shared/dates.ts';
import type { LogEvent } from '#lib/shared/log.ts';

/** Adults by the declared age rule. The denominator is resident + lodging; away is printed beside, never added. */
export interface PopulationNumbers {
	ageFrom: number;
	resident: number;
	lodging: number;
	away: number;
}

/** The group's head says how many adults really live there as of a day. */
export type PopulationDeclared = LogEvent<'population.declared', PopulationNumbers & { asOf: Day }>;

/**
 * A new group takes the place of ended ones. Stands under the new group. `population` is the sum of what the ended
 * groups had declared, as of the oldest of their days, decided once here, or null where one of them had not declared.
 */
export type GroupSucceeded = LogEvent<
	'group.succeeded',
	{ from: string[]; on: Day; kind: 'merge' | 'split'; population: (PopulationNumbers & { asOf: Day }) | null }
>;

export type GroupEvent = PopulationDeclared | GroupSucceeded;

export interface PopulationCount extends PopulationNumbers {
	asOf: Day;
	source: 'head' | 'merged';
	declaredBy: string;
	declaredOn: Day;
}

export interface Succession {
	fromId: string;
	on: Day;
	kind: 'merge' | 'split';
}
