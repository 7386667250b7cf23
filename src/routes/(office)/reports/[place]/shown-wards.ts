import { PUNCTUAL, type Punctual, type WardLine } from '#lib/periodic/server/province-board.ts';

const ON_A_PAGE = 50;

/** The wards of a board that an address asks for, those that owe a report first, fifty on a page. */
export function shownWards(all: readonly WardLine[], search: URLSearchParams) {
	const only = PUNCTUAL.find((one) => one === search.get('only')) ?? null;
	const counts = PUNCTUAL.map((punctual) => ({
		punctual,
		count: all.filter((ward) => ward.punctual === punctual).length
	})).filter(({ count, punctual }) => count > 0 || punctual === only);
	const wanted = all
		.filter(({ punctual }) => only === null || punctual === only)
		.toSorted((a, b) => PUNCTUAL.indexOf(a.punctual) - PUNCTUAL.indexOf(b.punctual));
	const pages = Math.max(1, Math.ceil(wanted.length / ON_A_PAGE));
	const page = Math.min(pages, Math.max(1, Math.trunc(Number(search.get('page'))) || 1));
	return { only, counts, page, pages, wards: wanted.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE) };
}

/** Words that stand for the wards of each kind. */
export interface PunctualCount {
	punctual: Punctual;
	count: number;
	word: string;
}
