import { searchText, tidyName } from '#lib/shared/names.ts';

/** What two records of people are compared by. */
export interface Likened {
	personId: string;
	fullName: string;
	everydayName: string | null;
	birthYear: number;
	groupId: string;
	householdId: string | null;
	phone: string | null;
}

/** Why two records look like one person. */
export type Likeness =
	| 'same_name'
	| 'same_letters'
	| 'other_order'
	| 'word_missing'
	| 'one_letter'
	| 'same_year'
	| 'year_beside'
	| 'same_group'
	| 'same_house'
	| 'same_phone'
	| 'same_everyday_name';

export interface Pair<P extends Likened = Likened> {
	one: P;
	other: P;
	score: number;
	because: Likeness[];
}

/**
 * From here on a pair is shown to an officer: a name that is written the same and the same year of birth are enough in
 * one ward; whatever is less needs the same group, phone or everyday name besides. A rule of ours.
 */
const ENOUGH = 11;

const POINTS: Record<Likeness, number> = {
	same_name: 7,
	same_letters: 6,
	other_order: 4,
	word_missing: 4,
	one_letter: 4,
	same_year: 4,
	year_beside: 2,
	same_group: 4,
	same_house: 1,
	same_phone: 6,
	same_everyday_name: 2
};
const OTHER_PHONE = -2;

/** How alike two records are, or null where nobody would take them for one: without a like name there is no likeness. */
export function likenessOf<P extends Likened>(one: P, other: P): Pair<P> | null {
	return compare(spell(one), spell(other));
}

/** All pairs among some people that look like one person, the likest first. Looks only where all words but one agree. */
export function likePairs<P extends Likened>(people: readonly P[]): Pair<P>[] {
	const near = new Map<string, Spelled<P>[]>();
	const found = new Map<string, Pair<P>>();
	for (const person of people.map(spell)) {
		for (const key of keysOf(person.words)) {
			const met = near.get(key) ?? [];
			for (const other of met) {
				const pair = inOrder(other, person);
				if (pair) found.set(`${pair.one.personId} ${pair.other.personId}`, pair);
			}
			met.push(person);
			near.set(key, met);
		}
	}
	return [...found.values()].sort((a, b) => b.score - a.score || (a.one.personId < b.one.personId ? -1 : 1));
}

/**
 * For many who are compared with the same people: who of these looks like one of them, the likest first. Years of birth
 * may be one apart; whoever is born in another year is not looked for, though the phone or the house be the same.
 */
export function likeFinder<P extends Likened>(people: readonly P[]): (one: Likened) => Pair<Likened>[] {
	const near = new Map<string, Spelled<P>[]>();
	for (const person of people.map(spell)) {
		for (const key of keysOf(person.words)) {
			const at = `${key} ${person.person.birthYear}`;
			const met = near.get(at);
			if (met) met.push(person);
			else near.set(at, [person]);
		}
	}
	return (one) => {
		const wanted = spell(one);
		const met = new Set<Spelled<Likened>>();
		for (const key of keysOf(wanted.words)) {
			for (const year of [-1, 0, 1])
				for (const other of near.get(`${key} ${one.birthYear + year}`) ?? []) met.add(other);
		}
		return [...met].flatMap((other) => compare(wanted, other) ?? []).sort((a, b) => b.score - a.score);
	};
}

/** A person with her names as they are compared, so that each is taken apart once. */
interface Spelled<P> {
	person: P;
	written: string;
	words: string[];
	called: string;
}

function spell<P extends Likened>(person: P): Spelled<P> {
	return {
		person,
		written: tidyName(person.fullName).toLowerCase(),
		words: searchText(person.fullName).split(' '),
		called: searchText(person.everydayName ?? '')
	};
}

function inOrder<P extends Likened>(a: Spelled<P>, b: Spelled<P>): Pair<P> | null {
	return a.person.personId < b.person.personId ? compare(a, b) : compare(b, a);
}

function compare<P extends Likened>(a: Spelled<P>, b: Spelled<P>): Pair<P> | null {
	const [one, other] = [a.person, b.person];
	const apart = Math.abs(one.birthYear - other.birthYear);
	const samePhone = one.phone !== null && one.phone === other.phone;
	const sameHouse = one.householdId !== null && one.householdId === other.householdId;
	// Most pairs end here: a year may be written down wrong, but then the phone or the house must speak for it.
	if ((apart > 1 && !samePhone && !sameHouse) || one.personId === other.personId) return null;
	const name = nameLikeness(a, b);
	if (name === null) return null;

	const because: Likeness[] = [name];
	if (apart <= 1) because.push(apart === 0 ? 'same_year' : 'year_beside');
	if (one.groupId === other.groupId) because.push('same_group');
	if (sameHouse) because.push('same_house');
	if (samePhone) because.push('same_phone');
	if (a.called !== '' && a.called === b.called) because.push('same_everyday_name');
	const otherPhone = one.phone !== null && other.phone !== null && !samePhone;
	const score = because.reduce((sum, reason) => sum + POINTS[reason], otherPhone ? OTHER_PHONE : 0);
	return score < ENOUGH ? null : { one, other, score, because };
}

/** A name's words in alphabetical order, whole and with each one left out. */
function keysOf(words: readonly string[]): Set<string> {
	const sorted = words.toSorted();
	const keys = sorted.map((_, n) => sorted.filter((_word, other) => other !== n).join(' '));
	return new Set([sorted.join(' '), ...keys].filter((key) => key !== ''));
}

function nameLikeness(a: Spelled<Likened>, b: Spelled<Likened>): Likeness | null {
	if (a.written === b.written) return 'same_name';
	const [left, right] = [without(a.words, b.words), without(b.words, a.words)];
	if (left.length === 0 && right.length === 0) {
		return a.words.join(' ') === b.words.join(' ') ? 'same_letters' : 'other_order';
	}
	const shorter = Math.min(a.words.length, b.words.length);
	if (shorter >= 2 && left.length + right.length === 1) return 'word_missing';
	const isOne = left.length === 1 && right.length === 1 && oneLetterApart(left[0] as string, right[0] as string);
	return isOne ? 'one_letter' : null;
}

/** What is left of some words when each of others has taken one away. */
function without(words: readonly string[], others: readonly string[]): string[] {
	const taken = [...others];
	return words.filter((word) => {
		const at = taken.indexOf(word);
		if (at >= 0) taken.splice(at, 1);
		return at < 0;
	});
}

/** One letter more, less, another, or two neighbours swapped. */
export function oneLetterApart(a: string, b: string): boolean {
	const [short, long] = a.length <= b.length ? [a, b] : [b, a];
	if (long.length - short.length > 1 || short === long) return false;
	let n = 0;
	while (n < short.length && short[n] === long[n]) n += 1;
	if (short.length < long.length) return short.slice(n) === long.slice(n + 1);
	const swapped = short[n] === long[n + 1] && short[n + 1] === long[n] && short.slice(n + 2) === long.slice(n + 2);
	return swapped || short.slice(n + 1) === long.slice(n + 1);
}
