import type { Day } from '#lib/shared/dates.ts';
import type { LogEvent } from '#lib/shared/log.ts';

/**
 * She is known to us and claims to live in a group. The claim counts once somebody else has confirmed it. Staff who
 * only work with the system are known without a group.
 */
export type PersonRegistered = LogEvent<
	'person.registered',
	{ groupId: string | null; birthYear: number; by: 'herself' | 'helper' }
>;
export type PersonCorrected = LogEvent<'person.corrected', { birthYear: number }>;
/** Two records are one person. Stands under both, each naming the other. */
export type PersonMerged = LogEvent<'person.merged', { with: string }>;
/** A merge was wrong. Stands under both; every event stays under the record it was made for. */
export type PersonUnmerged = LogEvent<'person.unmerged', { with: string; merge: string }>;
export type PersonDied = LogEvent<'person.died', { on: Day }>;
export type PersonErased = LogEvent<'person.erased', Record<string, never>>;
export type ResidenceConfirmed = LogEvent<'residence.confirmed', { groupId: string }>;
/** She lives in another group since a day; `confirmed` where who recorded it had the right to confirm it too. */
export type ResidenceMoved = LogEvent<'residence.moved', { groupId: string; on: Day; confirmed: boolean }>;

export type PeopleEvent =
	| PersonRegistered
	| PersonCorrected
	| PersonMerged
	| PersonUnmerged
	| PersonDied
	| PersonErased
	| ResidenceConfirmed
	| ResidenceMoved;
