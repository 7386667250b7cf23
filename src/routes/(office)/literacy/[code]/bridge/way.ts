import { readUncorrected } from '#lib/ledger/server/uncorrected.ts';
import {
	addBridges,
	correctedBy,
	noBridge,
	sumOf,
	type AdultTerm,
	type Bridge,
	type Term
} from '#lib/literacy/bridge.ts';
import type { Figure } from '#lib/literacy/figure.ts';
import { readBridges } from '#lib/literacy/server/bridge.ts';
import type { Span } from '#lib/literacy/server/bridge-sides.ts';
import { findGroupFigure, readFigure } from '#lib/literacy/server/figure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { isId } from '#lib/shared/ids.ts';
import { ratioOf } from '#lib/shared/ratio.ts';

/** One part of a place on both days; null where it was not there, or nobody had declared it. */
export interface PartWay {
	code: string;
	name: string;
	kind: string;
	before: number;
	after: number;
	adultsBefore: number | null;
	adultsAfter: number | null;
	/** of a ward's groups nothing is read: each has a page of its own */
	people: Record<Term, number>;
	adults: Record<AdultTerm, number>;
}

/** What is asked of a bridge, with what was corrected since its earlier day. */
export async function spanOf(db: Db, asked: Omit<Span, 'uncorrected'>): Promise<Span> {
	return { ...asked, uncorrected: await readUncorrected(db, asked) };
}

/** A place's two figures, the terms between them, and its parts that changed. */
export async function readWay(db: Db, span: Span) {
	const figureOn = (day: string) =>
		isId(span.place)
			? findGroupFigure(db, span.place, span.standard, day)
			: readFigure(db, span.place, span.standard, day);
	const [before, after] = [await figureOn(span.from), await figureOn(span.to)];
	const bridges = await readBridges(db, span);
	const whole = addBridges(bridges.values());
	return {
		before: pointOf(before, correctedBy(whole.people)),
		after: pointOf(after, 0),
		/** by how many corrections made since have changed the earlier day */
		corrected: correctedBy(whole.people),
		people: whole.people,
		adults: whole.adults,
		parts: partsOf(before, after, bridges).filter(
			(part) => part.before !== part.after || part.adultsBefore !== part.adultsAfter || sumOf(part.people) !== 0
		)
	};
}

/** A figure as it stood before so many corrections. */
function pointOf(figure: Figure | null, corrected: number) {
	const attained = (figure?.attained ?? 0) - corrected;
	const adults = figure?.adults ?? null;
	return { attained, adults, rate: ratioOf(attained, adults) };
}

function partsOf(before: Figure | null, after: Figure | null, bridges: Map<string, Bridge>): PartWay[] {
	const earlier = new Map((before?.parts ?? []).map((part) => [part.place.code, part]));
	const later = new Map((after?.parts ?? []).map((part) => [part.place.code, part]));
	const gone = (before?.parts ?? []).filter((part) => !later.has(part.place.code));
	return [...(after?.parts ?? []), ...gone].map(({ place }) => {
		const { people, adults } = bridges.get(place.code) ?? noBridge();
		return {
			...place,
			before: (earlier.get(place.code)?.attained ?? 0) - correctedBy(people),
			after: later.get(place.code)?.attained ?? 0,
			adultsBefore: earlier.get(place.code)?.adults ?? null,
			adultsAfter: later.get(place.code)?.adults ?? null,
			people,
			adults
		};
	});
}
