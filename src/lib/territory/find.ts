import { searchText, spellingOf } from '#lib/shared/names.ts';
import { compareNames, type Place, type PlaceKind } from '#lib/territory/place.ts';

/** A place as it is offered to somebody who types: with its province, since five communes are called Xuân Hòa. */
export interface FoundPlace extends Place {
	province: Pick<Place, 'name' | 'kind'> | null;
}

/** What somebody typed, without diacritics, as typed and without the words for kinds of places. */
export interface Wanted {
	asTyped: string;
	bare: string;
	spelling: string;
}

const MOST_FOUND = 20;
const LONGEST = 100;
const SHORT_FORMS: Record<string, string> = {
	tp: 'thanh pho',
	dk: 'dac khu',
	hcm: 'ho chi minh',
	tphcm: 'thanh pho ho chi minh'
};
const FIRST_KIND = /^(thanh pho|tinh|dac khu|phuong|xa|p|x) (?=\S)/;
const LATER_KIND = / (thanh pho|tinh) (?=\S)/g;

/** Null where there is too little to look for. */
export function wantedBy(typed: string): Wanted | null {
	const text = typed.slice(0, LONGEST);
	const asTyped = searchText(text).replace(/\S+/g, (word) => SHORT_FORMS[word] ?? word);
	if (asTyped.length < 2) return null;
	// A place may have changed its kind since somebody learned it, so the words for kinds are not insisted on.
	const bare = asTyped.replace(FIRST_KIND, '').replace(LATER_KIND, ' ');
	return { asTyped, bare, spelling: spellingOf(text) };
}

/** A place that may be meant, with the names' search texts. */
interface Candidate {
	place: Place;
	search: string;
	province: FoundPlace['province'];
	provinceSearch: string | null;
}

// How well a place fits, best first; one more where it fits only without the words for kinds.
const EXACT = 0;
const BEGINS = 2;
const HOLDS = 4;
const SCATTERED = 6;
const MENTIONED = 8;
/** What fits so much worse than the best is left out. */
const TOO_FAR = 4;

/**
 * The at most twenty best of the candidates, best first: the name itself, names that begin so, names that hold it or
 * half a word of it; then words scattered over name and province; then places whose name stands somewhere in the text.
 */
export function bestPlaces(candidates: readonly Candidate[], wanted: Wanted): FoundPlace[] {
	const ranked = candidates.map((candidate) => ({ ...candidate, rank: rankOf(candidate, wanted) }));
	const best = ranked.reduce((least, { rank }) => Math.min(least, rank), Infinity);
	return ranked
		.filter(({ rank }) => rank < best + TOO_FAR)
		.map(({ place, province, rank }) => ({ found: { ...place, province }, rank }))
		.map(({ found, rank }) => ({ found, rank, alike: alikeness(found, wanted) }))
		.sort((a, b) => a.rank - b.rank || b.alike - a.alike || comparePlaces(a.found, b.found))
		.slice(0, MOST_FOUND)
		.map(({ found }) => found);
}

function rankOf(candidate: Candidate, { asTyped, bare }: Wanted): number {
	return Math.min(rankOfText(candidate, asTyped), rankOfText(candidate, bare) + 1);
}

function rankOfText({ place, search, province, provinceSearch }: Candidate, text: string): number {
	const title = withKind(place.kind, search);
	const within = province && provinceSearch ? [provinceSearch, withKind(province.kind, provinceSearch)] : [];
	const ways = [search, title].flatMap((way) => [way, ...within.map((of) => `${way} ${of}`)]);

	if (ways.includes(text)) return EXACT;
	if (ways.some((way) => way.startsWith(`${text} `))) return BEGINS;
	if (ways.some((way) => way.startsWith(text) || beginsInOne(way, text))) return HOLDS;
	// The words must begin inside the place's own name: "ha noi" is not to find every ward of Hà Nội.
	const inName = (at: number) => at >= 0 && at < title.length;
	if (ways.some((way) => way.startsWith(title) && inName(way.indexOf(` ${text}`)))) return HOLDS;

	const whole = ` ${title} ${within[1] ?? ''}`;
	if (text.split(' ').every((word) => whole.includes(` ${word}`))) return SCATTERED;
	const elsewhere = provinceSearch !== null && !` ${text} `.includes(` ${provinceSearch} `);
	return MENTIONED + Number(elsewhere) + ` ${text} `.indexOf(` ${search} `) / 1000;
}

/** "hanoi", "mdrak", "ea hleo" begin "ha noi", "m drak" and "ea h leo". */
function beginsInOne(way: string, text: string): boolean {
	const words = way.split(' ');
	return words.some((_, last) => words.slice(0, last + 1).join('') === squash(text));
}

export function squash(text: string): string {
	return text.replaceAll(' ', '');
}

/** The words for kinds are made of the kind's own letters: "thanh_pho" is said "thanh pho". */
function withKind(kind: PlaceKind, search: string): string {
	return `${kind.replace('_', ' ')} ${search}`;
}

/** How many words are spelled as typed, so that "Hạ Hòa" typed with its diacritics comes before "Hà Hoa". */
function alikeness({ name, province }: FoundPlace, { spelling }: Wanted): number {
	const words = new Set(spellingOf(`${name} ${province?.name ?? ''}`).split(' '));
	return spelling.split(' ').filter((word) => words.has(word)).length;
}

function comparePlaces(a: FoundPlace, b: FoundPlace): number {
	return (
		Number(a.provinceCode !== null) - Number(b.provinceCode !== null) ||
		compareNames(a.name, b.name) ||
		compareNames(a.province?.name ?? '', b.province?.name ?? '') ||
		compareNames(a.code, b.code)
	);
}
