import type { Library } from '#lib/curriculum/content.ts';
import { residentsStandard, standardFor } from '#lib/curriculum/library.ts';
import { INDICATORS, isComputed } from '#lib/indicators/catalogue.ts';
import type { Indicator } from '#lib/indicators/indicator.ts';
import { paceOf, targetOf, type Pace, type Target } from '#lib/indicators/pace.ts';
import { readEntered } from '#lib/indicators/server/entered.ts';
import { countMeans, type KnownMeans, type MeansWay } from '#lib/indicators/server/means.ts';
import { countOfficials } from '#lib/indicators/server/officials.ts';
import { listAllTargets } from '#lib/indicators/server/targets.ts';
import { wardsOf } from '#lib/indicators/server/within.ts';
import { SILENT, sumCounts, type Counts, type Summed } from '#lib/indicators/value.ts';
import type { Figure } from '#lib/literacy/figure.ts';
import { readFigure } from '#lib/literacy/server/figure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { ratioOf } from '#lib/shared/ratio.ts';
import { COUNTRY, placeLevel } from '#lib/territory/place.ts';
import { withAgeRule } from '#lib/territory/server/age-rules.ts';
import { readPlace } from '#lib/territory/server/places.ts';

export interface IndicatorValue extends Omit<Summed, 'source'> {
	id: string;
	/** from evidence here, or entered by an officer: one or the other, never both */
	computed: boolean;
	/** in words, Vietnamese; whoever entered it said so herself */
	source: string;
	/** the colour, with its reason */
	status: Pace;
	target: Target | null;
}

/** What is counted where, gathered once for all indicators of a place. */
interface Gathered {
	place: string;
	wards: string[];
	figure: Figure;
	/** the figures of its wards, by code */
	ofWards: Map<string, Figure>;
	means: Map<string, Record<MeansWay, KnownMeans>>;
	officials: Map<string, Counts>;
	entered: Map<string, Map<string, Counts>>;
}

/**
 * Every indicator of a ward, a province or the country as of a day, in the order of the catalogue, the five that are
 * reported first. A place's counts are its wards', summed; what nobody said is null, never zero. The caller asks for
 * permission (`figure.explain`). Throws 404 for an unknown place.
 */
export async function listIndicatorValues(
	db: Db,
	place: string,
	asOf: Day,
	library: Library
): Promise<IndicatorValue[]> {
	const gathered = await gather(db, place, asOf, library);
	const chain = await chainOf(db, place, asOf);
	const targets = await listAllTargets(db, chain);
	return INDICATORS.map((indicator) =>
		valueOf(indicator, sumOf(indicator, gathered, asOf), targets.get(indicator.id) ?? [], { chain, asOf })
	);
}

/** One indicator of every ward of a province, by code; those that have said nothing are among them. */
export async function listWardValues(
	db: Db,
	indicator: Indicator,
	province: string,
	asOf: Day,
	library: Library
): Promise<Map<string, IndicatorValue>> {
	const gathered = await gather(db, province, asOf, library);
	const above = [province, COUNTRY];
	const targets = (await listAllTargets(db, [...gathered.wards, ...above])).get(indicator.id) ?? [];
	return new Map(
		gathered.wards.map((ward) => {
			const sum = sumCounts([countsOf(indicator, gathered, ward)], asOf);
			return [ward, valueOf(indicator, sum, targets, { chain: [ward, ...above], asOf })];
		})
	);
}

async function gather(db: Db, place: string, asOf: Day, library: Library): Promise<Gathered> {
	const residents = await withAgeRule(db, residentsStandard(library), place, asOf);
	const officials = standardFor(library, 'officials') ?? residents;
	const figure = await readFigure(db, place, residents, asOf);
	return {
		place,
		figure,
		ofWards: figuresOfWards(place, figure),
		wards: await wardsOf(db, place),
		means: await countMeans(db, place, residents, asOf),
		officials: await countOfficials(db, place, officials.id, asOf),
		entered: await readEntered(db, place, asOf)
	};
}

/** The place's own figure says of its groups what a sum over wards could not. */
function sumOf(indicator: Indicator, gathered: Gathered, asOf: Day): Summed {
	const own = gathered.place.length === 2 && gathered.officials.has(gathered.place) ? [gathered.place] : [];
	const places = indicator.way === 'officials' ? [...gathered.wards, ...own] : gathered.wards;
	const sum = sumCounts(
		places.map((one) => countsOf(indicator, gathered, one)),
		asOf
	);
	if (!isOfAdults(indicator)) return sum;
	const { figure } = gathered;
	return { ...sum, doubt: sum.doubt === 'numerator_above_denominator' ? sum.doubt : figure.doubt };
}

function countsOf(indicator: Indicator, gathered: Gathered, ward: string): Counts | null {
	if (indicator.way === 'officials') return gathered.officials.get(ward) ?? null;
	if (indicator.way === 'entered') return gathered.entered.get(indicator.id)?.get(ward) ?? null;
	const figure = gathered.ofWards.get(ward);
	if (!figure?.adults) return null;
	const { adults, asOf, doubt } = figure;
	const rest = { denominator: adults, asOf, source: null, doubt };
	if (indicator.way === 'figure')
		return { ...rest, numerator: figure.attained, witnessed: figure.witnessed, unknown: figure.unknown };
	const { yes = 0, known = 0 } = gathered.means.get(ward)?.[indicator.way] ?? {};
	return { ...rest, numerator: yes, witnessed: null, unknown: Math.max(0, adults - known) };
}

function figuresOfWards(place: string, figure: Figure): Map<string, Figure> {
	if (placeLevel(place) === 'ward') return new Map([[place, figure]]);
	const wards = place === COUNTRY ? figure.parts.flatMap((province) => province.parts) : figure.parts;
	return new Map(wards.map((ward) => [ward.place.code, ward]));
}

function valueOf(
	indicator: Indicator,
	sum: Summed,
	targets: readonly Target[],
	{ chain, asOf }: { chain: readonly string[]; asOf: Day }
): IndicatorValue {
	const target = targetOf(targets, chain, asOf);
	const witnessedRate = ratioOf(sum.witnessed ?? sum.numerator ?? 0, sum.denominator);
	const status = paceOf({ doubt: sum.doubt, witnessedRate, asOf }, target);
	const source = sum.source ?? indicator.source.vi;
	return {
		...(sum.all === 0 ? SILENT : sum),
		id: indicator.id,
		computed: isComputed(indicator),
		source,
		status,
		target
	};
}

/** From the place itself up to `vn`. */
async function chainOf(db: Db, code: string, on: Day): Promise<string[]> {
	const { provinceCode } = await readPlace(db, code, on);
	if (placeLevel(code) === 'country') return [COUNTRY];
	return provinceCode === null ? [code, COUNTRY] : [code, provinceCode, COUNTRY];
}

function isOfAdults({ way }: Indicator): boolean {
	return way !== 'officials' && way !== 'entered';
}
