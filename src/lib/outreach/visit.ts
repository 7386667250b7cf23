import type { Means } from '#lib/outreach/campaign.ts';

/** How a door was answered: somebody was in, nobody was, or the house wants no visits. */
export const VISIT_OUTCOMES = ['in', 'away', 'refused'] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

/** What was shown. */
export const VISIT_SHOWN = ['safety', 'vneid', 'services', 'payment', 'calls'] as const;
export type VisitShown = (typeof VISIT_SHOWN)[number];

/** On whose phone. */
export const VISIT_PHONES = ['own', 'family', 'visitor', 'none'] as const;
export type VisitPhone = (typeof VISIT_PHONES)[number];

/** How far somebody got with what was shown. It plans teaching; it is no evidence and moves no figure. */
export const VISIT_MARKS = ['alone', 'prompted', 'not_yet', 'cannot'] as const;
export type VisitMark = (typeof VISIT_MARKS)[number];

/** Why somebody cannot learn, as coarse as planning needs it: nobody writes down what she suffers from. */
export const CANNOT_REASONS = ['health', 'sight_hearing', 'language', 'other'] as const;
export type CannotReason = (typeof CANNOT_REASONS)[number];

/** How a form says of somebody that she was in: with nothing tried, with a mark, or with why she cannot learn. */
export const MET_CHOICES = [
	'in',
	'alone',
	'prompted',
	'not_yet',
	...CANNOT_REASONS.map((reason) => `cannot:${reason}` as const)
] as const;
export type MetChoice = (typeof MET_CHOICES)[number];

/** Of all that a person may have, what a visit asks about. */
export const VISIT_MEANS = ['smartphone', 'vneid_2', 'payment_account', 'signature'] as const satisfies Means[];
export type VisitMeans = (typeof VISIT_MEANS)[number];

/** How long after a visit it may still be written down, in days. */
export const OLDEST_VISIT = 60;

/** Every house of a group in exactly one part. */
export interface VisitCoverage {
	/** somebody was in at least once, and the house has not refused since */
	visited: number;
	/** nobody was in so far */
	away: number;
	/** wants no visits, by the latest word */
	refused: number;
	unvisited: number;
	houses: number;
}

/** The parts of a route: today's, those with a day agreed for later, those done with, those that refused. */
export const ROUTE_PARTS = ['today', 'later', 'visited', 'refused'] as const;
export type RoutePart = (typeof ROUTE_PARTS)[number];
