import { adultFrom, type Day } from '#lib/shared/dates.ts';
import type { Life, Residence } from '#lib/people/life.ts';
import type { LiteracyStatus } from '#lib/literacy/status.ts';

/** A dated change of a group's numbers; a figure as of a day is the sum of the changes up to it. */
export interface TallyChange {
	groupId: string;
	standard: string;
	day: Day;
	assessed: number;
	attained: number;
	witnessed: number;
}

const MEASURES = [
	['assessed', 'assessedDay'],
	['attained', 'attainedDay'],
	['witnessed', 'witnessedDay']
] as const;

/**
 * What one person adds to the numbers of the groups she lived in. She counts in a group while she lives there, from
 * the day on which her residence was confirmed, she is an adult by the standard's age rule and the status is
 * reached, whichever is last, until she moves or dies.
 */
export function tallyChangesOf(
	life: Life,
	statuses: readonly LiteracyStatus[],
	ageFrom: (standard: string) => number
): TallyChange[] {
	if (life.birthYear === null) return [];
	const changes = new Map<string, TallyChange>();
	const add = (groupId: string, standard: string, day: Day, measure: (typeof MEASURES)[number][0], by: number) => {
		const key = `${groupId} ${standard} ${day}`;
		const change = changes.get(key) ?? { groupId, standard, day, assessed: 0, attained: 0, witnessed: 0 };
		change[measure] += by;
		changes.set(key, change);
	};
	for (const status of statuses) {
		const adult = adultFrom(life.birthYear, ageFrom(status.standard));
		for (const residence of life.residences) {
			for (const [measure, day] of MEASURES) {
				const span = countedSpan(residence, status[day], adult, life.diedOn);
				if (!span) continue;
				add(residence.groupId, status.standard, span.from, measure, 1);
				if (span.to !== null) add(residence.groupId, status.standard, span.to, measure, -1);
			}
		}
	}
	return [...changes.values()].filter((change) => change.assessed || change.attained || change.witnessed);
}

/** From which day to before which day one status counts in one residence, or null if it never does. */
export function countedSpan(
	residence: Omit<Residence, 'confirmedBy'>,
	reached: Day | null,
	adult: Day,
	diedOn: Day | null
): { from: Day; to: Day | null } | null {
	if (reached === null || residence.confirmedOn === null) return null;
	const from = [reached, residence.from, residence.confirmedOn, adult].sort().at(-1) ?? reached;
	const ends = [residence.to, diedOn].filter((day) => day !== null).sort();
	const to = ends[0] ?? null;
	return to !== null && to <= from ? null : { from, to };
}
