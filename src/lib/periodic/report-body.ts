import type { Bilingual } from '#lib/curriculum/content.ts';
import type { Period } from '#lib/periodic/period.ts';
import type { Figure, Sums } from '#lib/literacy/figure.ts';
import type { PublicFigure } from '#lib/literacy/small-cells.ts';
import type { Day } from '#lib/shared/dates.ts';

/** Who came, went and learned in a period, of the people in the ward's roster. */
export interface Movements {
	/** first written down as living in the ward */
	entered: number;
	/** lived elsewhere before */
	movedIn: number;
	movedOut: number;
	/** from one group of the ward to another */
	movedWithin: number;
	died: number;
	/** whose residence somebody else confirmed */
	confirmed: number;
	assessed: number;
	attained: number;
	witnessed: number;
}

/** Deeds and people: two figures that are never added. */
export interface Support {
	actions: number;
	anonymous: number;
	people: number;
	services: { id: string; name: string; actions: number; people: number }[];
}

export interface Teaching {
	/** classes with an evening that was held */
	classes: number;
	/** evenings at which somebody was marked as there */
	meetings: number;
	/** distinct people who came */
	learners: number;
	/** learning points that are not closed on the last day, and those at which there was something in the period */
	points: number;
	pointsUsed: number;
}

/** One of the ward's indicators, as it was: counts first, and where they come from; null where nobody has said. */
export interface ReportedIndicator {
	id: string;
	name: Bilingual;
	numerator: number | null;
	denominator: number | null;
	unknown: number | null;
	/** from evidence here, or entered by an officer with her source */
	computed: boolean;
	source: string;
	asOf: Day | null;
}

/**
 * What a ward's report says, and what is frozen: nothing of it is ever read again from anywhere else. It holds counts
 * and the names of places, never people.
 */
export interface ReportBody {
	place: { code: string; name: string; kind: string; provinceCode: string };
	period: Period;
	/** the end of this day is what the figures tell */
	asOf: Day;
	standard: { id: string; version: number; name: Bilingual };
	/** the ward, its groups as parts, each with its declaration */
	figure: Figure;
	/** of the day before the period began */
	before: Pick<Sums, 'adults' | 'assessed' | 'attained' | 'witnessed'>;
	movements: Movements;
	support: Support;
	teaching: Teaching;
	/** the five that provinces report, then whatever else of the catalogue the ward has numbers for */
	indicators: ReportedIndicator[];
	/** the figure as anybody may see it, small cells hidden; null until it is submitted */
	open: PublicFigure | null;
}

/** What was done at home: attained without anybody who saw it. */
export function atHome({ attained, witnessed }: Pick<Sums, 'attained' | 'witnessed'>): number {
	return attained - witnessed;
}

export interface Change {
	/** a group's id; null for the whole ward */
	groupId: string | null;
	name: string;
	measure: 'adults' | 'assessed' | 'attained' | 'witnessed' | 'unknown';
	reported: number | null;
	/** of the same day, as it is known now: null where the group was not there */
	sameDay: number | null;
	today: number | null;
}

const MEASURES = ['adults', 'assessed', 'attained', 'witnessed', 'unknown'] as const;

/**
 * What differs between a report and what is known now: of its own day, where something was entered or corrected late,
 * and of today. Groups are told apart by id, so one that was merged away since has no figure of today. Only rows in
 * which something differs.
 */
export function changesOf(reported: Figure, sameDay: Figure, today: Figure): Change[] {
	const of = (figure: Figure | undefined, measure: (typeof MEASURES)[number]) => figure?.[measure] ?? null;
	const rows = (groupId: string | null, name: string, [was, same, now]: (Figure | undefined)[]) =>
		MEASURES.map((measure) => ({
			...{ groupId, name, measure },
			...{ reported: of(was, measure), sameDay: of(same, measure), today: of(now, measure) }
		}));
	const sides = [reported, sameDay, today];
	const groups = new Map(sides.flatMap(({ parts }) => parts.map(({ place }) => [place.code, place.name])));
	return [
		...rows(null, reported.place.name, sides),
		...[...groups].flatMap(([id, name]) =>
			rows(
				id,
				name,
				sides.map(({ parts }) => parts.find(({ place }) => place.code === id))
			)
		)
	].filter(({ reported, sameDay, today }) => reported !== sameDay || reported !== today);
}
