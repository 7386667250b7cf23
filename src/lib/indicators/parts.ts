import type { PacedFigure } from '#lib/indicators/pace.ts';

/** By what the parts of a place may be sorted; a minus before it turns the order round. */
export const PART_SORTS = ['name', 'help', 'declared', 'adults', 'rate', 'unknown', 'gained'] as const;
export type PartSort = (typeof PART_SORTS)[number];

/** Which of the parts to show: those behind their pace, those that have not all declared, those too good to be true. */
export const PART_SHOWS = ['behind', 'undeclared', 'doubtful'] as const;
export type PartShow = (typeof PART_SHOWS)[number];

/** Why somebody should look at a part before believing it. */
export type Suspicion = 'impossible' | 'nearly_all' | 'leap' | 'unwitnessed';

export const PARTS_PAGE = 50;

export interface Part {
	figure: PacedFigure;
	title: string;
	href: string;
	/** people attained at each of the trend's days, the last being the figure's own; null where it is not shown */
	trend: number[] | null;
	/** the age from which it counts itself, where that is another than the one by which it stands here */
	otherAge?: number;
}

/** What an address asks of a table of parts. */
export interface PartsAsked {
	sort: PartSort;
	down: boolean;
	show: PartShow | null;
	/** from 1 */
	page: number;
}

export interface PartsShown {
	parts: (Part & { suspicions: Suspicion[] })[];
	asked: PartsAsked;
	/** how many parts each way of showing holds */
	counts: Record<PartShow, number>;
	/** of those asked for, on all pages */
	total: number;
	pages: number;
}

/** Reads what an address asks; anything that is not understood is as if nothing had been asked. */
export function readPartsAsked(search: URLSearchParams): PartsAsked {
	const written = search.get('sort') ?? '';
	const sort = PART_SORTS.find((one) => one === written.replace(/^-/, '')) ?? 'name';
	const show = PART_SHOWS.find((one) => one === search.get('show')) ?? null;
	const page = Math.max(1, Math.trunc(Number(search.get('page'))) || 1);
	return { sort, down: sort === written.slice(1) && written.startsWith('-'), show, page };
}

/** The parts that an address asks for, in its order, fifty on a page. Sorts only by what is shown. */
export function showParts(all: readonly Part[], asked: PartsAsked): PartsShown {
	const judged = all.map((part) => ({ ...part, suspicions: suspicionsOf(part) }));
	const showing = (show: PartShow) => judged.filter((part) => isShown(part, show));
	const counts = Object.fromEntries(PART_SHOWS.map((show) => [show, showing(show).length])) as PartsShown['counts'];
	const wanted = sorted(asked.show === null ? judged : showing(asked.show), asked);
	const pages = Math.max(1, Math.ceil(wanted.length / PARTS_PAGE));
	const page = Math.min(asked.page, pages);
	const parts = wanted.slice((page - 1) * PARTS_PAGE, page * PARTS_PAGE);
	return { parts, asked: { ...asked, page }, counts, total: wanted.length, pages };
}

/** How many people were added since the last end of a month; null where no trend is shown. */
export function gainedIn({ trend }: Pick<Part, 'trend'>): number | null {
	const [last, before] = [trend?.at(-1), trend?.at(-2)];
	return last === undefined || before === undefined ? null : last - before;
}

const NEARLY_ALL = 0.95;
/** of all adults, within one month */
const LEAP = 0.2;
const MANY = 20;
const HARDLY_WITNESSED = 0.2;

/** Why a part looks too good to be true. It says where to look, and changes nothing. */
export function suspicionsOf({ figure, trend }: Pick<Part, 'figure' | 'trend'>): Suspicion[] {
	const { adults, attained, witnessed, rate } = figure;
	const steps = (trend ?? []).slice(-3).map((people, n, last) => people - (last[n - 1] ?? people));
	return [
		figure.doubt === 'numerator_above_denominator' && ('impossible' as const),
		rate !== null && rate >= NEARLY_ALL && ('nearly_all' as const),
		Boolean(adults) && Math.max(0, ...steps) >= LEAP * (adults ?? 0) && ('leap' as const),
		attained !== null &&
			witnessed !== null &&
			attained >= MANY &&
			witnessed < HARDLY_WITNESSED * attained &&
			('unwitnessed' as const)
	].filter((reason) => reason !== false);
}

function isShown({ figure, suspicions }: Part & { suspicions: Suspicion[] }, show: PartShow): boolean {
	if (show === 'behind') return figure.pace.colour === 'red' || figure.pace.colour === 'amber';
	if (show === 'undeclared') return figure.groups.declared < figure.groups.all;
	return suspicions.length > 0;
}

/** Sorted by a number, what has none comes last either way; equals stand as they came, by name. */
function sorted<P extends Part>(parts: P[], { sort, down }: PartsAsked): P[] {
	if (sort === 'name') return down ? parts.toReversed() : parts;
	const turn = down ? -1 : 1;
	return parts
		.map((part) => ({ part, value: valueOf(part, sort) }))
		.toSorted((a, b) => {
			if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
			return turn * (a.value - b.value);
		})
		.map(({ part }) => part);
}

function valueOf(part: Part, sort: Exclude<PartSort, 'name'>): number | null {
	const { figure } = part;
	switch (sort) {
		case 'help':
			return behindBy(figure);
		case 'declared':
			if (figure.declaration) return Date.parse(figure.declaration.asOf);
			return figure.groups.all === 0 ? null : figure.groups.declared / figure.groups.all;
		case 'adults':
			return figure.adults;
		case 'rate':
			return figure.rate;
		case 'unknown':
			return figure.unknown;
		case 'gained':
			return gainedIn(part);
	}
}

/** How far a part is below its even pace, as a share of its adults; without a target the lowest share is furthest. */
function behindBy({ doubt, witnessedRate, pace }: PacedFigure): number | null {
	return doubt !== null || witnessedRate === null ? null : (pace.expected ?? 0) - witnessedRate;
}

const KEPT = ['standard', 'as_of', 'sort', 'show'];

/** An address's query with some of it changed and the rest kept; another order or choice begins at its first page. */
export function partsQuery(search: Pick<URLSearchParams, 'get'>, changes: Record<string, string | null>): string {
	const query = new URLSearchParams();
	for (const key of KEPT) {
		const value = search.get(key);
		if (value) query.set(key, value);
	}
	for (const [key, value] of Object.entries(changes)) {
		if (value === null) query.delete(key);
		else query.set(key, value);
	}
	return `?${query}`;
}
