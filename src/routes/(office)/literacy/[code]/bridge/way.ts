import { sumOf, TERMS, type Bridge, type Term } from '#lib/literacy/bridge.ts';
import type { Figure } from '#lib/literacy/figure.ts';
import { readBridges, type Span } from '#lib/literacy/server/bridge.ts';
import { findGroupFigure, readFigure } from '#lib/literacy/server/figure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { isId } from '#lib/shared/ids.ts';

/** One part of a place on both days; null where it was not there, or nobody had declared it. */
interface PartWay {
	code: string;
	name: string;
	kind: string;
	before: number;
	after: number;
	adultsBefore: number | null;
	adultsAfter: number | null;
	terms: Record<Term, number>;
}

/** A place's two figures, the terms between them, and its parts that changed. */
export async function readWay(db: Db, span: Span) {
	const figureOn = (day: string) =>
		isId(span.place)
			? findGroupFigure(db, span.place, span.standard, day)
			: readFigure(db, span.place, span.standard, day);
	const [before, after] = [await figureOn(span.from), await figureOn(span.to)];
	const bridges = await readBridges(db, span);
	const terms = Object.fromEntries(
		TERMS.map((term) => [term, [...bridges.values()].reduce((sum, bridge) => sum + bridge.terms[term], 0)])
	) as Record<Term, number>;
	return {
		before: pointOf(before),
		after: pointOf(after),
		terms,
		parts: partsOf(before, after, bridges).filter(
			(part) => part.before !== part.after || part.adultsBefore !== part.adultsAfter || sumOf(part.terms) !== 0
		)
	};
}

function pointOf(figure: Figure | null) {
	return { attained: figure?.attained ?? 0, adults: figure?.adults ?? null, rate: figure?.rate ?? null };
}

function partsOf(before: Figure | null, after: Figure | null, bridges: Map<string, Bridge>): PartWay[] {
	const earlier = new Map((before?.parts ?? []).map((part) => [part.place.code, part]));
	const later = new Map((after?.parts ?? []).map((part) => [part.place.code, part]));
	const gone = (before?.parts ?? []).filter((part) => !later.has(part.place.code));
	return [...(after?.parts ?? []), ...gone].map(({ place }) => ({
		...place,
		before: earlier.get(place.code)?.attained ?? 0,
		after: later.get(place.code)?.attained ?? 0,
		adultsBefore: earlier.get(place.code)?.adults ?? null,
		adultsAfter: later.get(place.code)?.adults ?? null,
		terms:
			bridges.get(place.code)?.terms ?? (Object.fromEntries(TERMS.map((term) => [term, 0])) as Record<Term, number>)
	}));
}
