import { PERIOD_KINDS, type Period } from '#lib/periodic/period.ts';
import type { ReportBody } from '#lib/periodic/report-body.ts';
import { listDecidedFields } from '#lib/reports/server/decided.ts';
import { addSums, figureOf, NOTHING, type Figure, type Sums } from '#lib/literacy/figure.ts';
import type { PublicFigure } from '#lib/literacy/small-cells.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, isDay, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { listWards, readPlace } from '#lib/territory/server/places.ts';

/** Below this share of a province's wards in the sum its rate says little of the province. */
const LEAST_WARDS = 0.8;

/** What the wards of a province have reported of a period, summed. */
export interface OpenTotal extends Pick<
	Figure,
	'groups' | 'adults' | 'assessed' | 'attained' | 'witnessed' | 'unknown' | 'rate' | 'witnessedRate' | 'doubt'
> {
	place: Figure['place'];
	period: Period;
	asOf: Day;
	standard: { id: string; version: number };
	ageFrom: number;
	/** of all wards, those whose report is approved or closed, and of these those that stand in the sum */
	wards: { all: number; reported: number; counted: number };
}

/**
 * A province's total of a period (its last day; without one, of the latest that any of its wards has had approved), or
 * null where none has. It is the sum of what its wards' reports publish and nothing else, so that no hidden count can be
 * worked out from it: a ward whose report hides one is left out, counted, and said. Throws 404 for what is no province,
 * 422 for a kind or a day that there is not.
 */
export async function readOpenTotal(
	db: Db,
	code: string,
	{ kind, day }: { kind: string | null; day: string | null },
	now: Date
): Promise<OpenTotal | null> {
	if (placeLevel(code) !== 'province') throw notFound();
	if (kind !== null && !PERIOD_KINDS.some((one) => one === kind)) throw new DomainError('periodic_kind_unknown', 422);
	if (day !== null && !isDay(day)) throw new DomainError('day_malformed', 422);
	const place = await readPlace(db, code, dayOf(now));
	const wards = await listWards(db, code, day ?? dayOf(now));
	const wanted = { kind: `literacy_${kind ?? 'month'}`, places: wards.map((ward) => ward.code), day };
	const fields = ['open', 'period', 'asOf', 'standard'] as const;
	const found = await listDecidedFields<ReportBody, (typeof fields)[number]>(db, wanted, fields);
	const [first] = found;
	if (!first?.body.open) return null;
	const { period, asOf, standard, open } = first.body;
	const alike = found.flatMap(({ body }) => (body.open && isAlike(body.open, open) ? [body.open] : []));
	const counted = alike.flatMap((one) => sumsOf(one) ?? []);
	const frame = { standard: standard.id, ageFrom: open.ageFrom, asOf };
	const { groups, adults, assessed, attained, witnessed, unknown, rate, witnessedRate, doubt, ...total } = figureOf(
		place,
		counted.reduce<Sums>(addSums, NOTHING),
		frame
	);
	return {
		...{ place: total.place, period, asOf, standard: { id: standard.id, version: standard.version } },
		...{ ageFrom: open.ageFrom, wards: { all: wards.length, reported: found.length, counted: counted.length } },
		...{ groups, adults, assessed, attained, witnessed, unknown, rate, witnessedRate },
		doubt: doubt ?? (counted.length < LEAST_WARDS * wards.length ? 'coverage' : null)
	};
}

/** Another standard or another age rule is another figure, never added. */
function isAlike(one: PublicFigure, other: PublicFigure): boolean {
	return one.standard === other.standard && one.ageFrom === other.ageFrom;
}

/** What a ward's report publishes as it may be summed; null where a count of it is hidden. */
function sumsOf({ groups, fresh, adults, assessed, attained, witnessed }: PublicFigure): Sums | null {
	if (assessed === null || attained === null || witnessed === null) return null;
	return { ...NOTHING, groups, fresh, adults, assessed, attained, witnessed };
}
