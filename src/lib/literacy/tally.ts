import { adultFrom, laterDay, type Day } from '#lib/shared/dates.ts';
import type { Life, Residence } from '#lib/people/life.ts';
import type { LiteracyStatus } from '#lib/literacy/status.ts';
import { ADULT_AGES } from '#lib/territory/age-rule.ts';

/** A dated change of a group's numbers; a figure as of a day is the sum of the changes up to it. */
export interface TallyChange {
	groupId: string;
	standard: string;
	day: Day;
	/** 0: by the standard's own age rule; another of ADULT_AGES: what is to be added to that, to count by it */
	ageFrom: number;
	assessed: number;
	attained: number;
	witnessed: number;
}

const MEASURES = [
	['assessed', 'assessedDay'],
	['attained', 'attainedDay'],
	['witnessed', 'witnessedDay']
] as const;
type Measure = (typeof MEASURES)[number][0];

/**
 * What one person adds to the numbers of the groups she lived in. She counts in a group while she lives there, from
 * the day on which her residence was confirmed, she is an adult by the standard's age rule and the status is
 * reached, whichever is last, until she moves or dies. Beside that, what figures by another age rule have more or less:
 * nothing of whoever was of age by both when it began to count.
 */
export function tallyChangesOf(
	life: Life,
	statuses: readonly LiteracyStatus[],
	ageFrom: (standard: string) => number
): TallyChange[] {
	const { birthYear, diedOn } = life;
	if (birthYear === null) return [];
	const changes = new Map<string, TallyChange>();
	const add = (one: Pick<TallyChange, 'groupId' | 'standard' | 'day' | 'ageFrom'>, measure: Measure, by: number) => {
		const key = `${one.groupId} ${one.standard} ${one.day} ${one.ageFrom}`;
		const change = changes.get(key) ?? { ...one, assessed: 0, attained: 0, witnessed: 0 };
		change[measure] += by;
		changes.set(key, change);
	};
	for (const status of statuses) {
		const count = (adult: Day, rule: number, by: 1 | -1) => {
			for (const residence of life.residences) {
				for (const [measure, day] of MEASURES) {
					const span = countedSpan(residence, status[day], adult, diedOn);
					if (!span) continue;
					const one = { groupId: residence.groupId, standard: status.standard, ageFrom: rule };
					add({ ...one, day: span.from }, measure, by);
					if (span.to !== null) add({ ...one, day: span.to }, measure, -by);
				}
			}
		};
		const own = ageFrom(status.standard);
		const adult = adultFrom(birthYear, own);
		count(adult, 0, 1);
		const first = MEASURES.flatMap(([, day]) => status[day] ?? []).sort()[0];
		for (const age of ADULT_AGES) {
			const other = adultFrom(birthYear, age);
			if (age === own || first === undefined || laterDay(adult, other) <= first) continue;
			count(other, age, 1);
			count(adult, age, -1);
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
