import { isHeld, type OfficialKind } from '#lib/compliance/agency.ts';
import type { Day } from '#lib/shared/dates.ts';
import { spellingOf } from '#lib/shared/names.ts';

/** What is wrong with a line of a list, or doubtful about it. */
export type RosterReason =
	| 'name_missing'
	| 'birth_wrong'
	| 'position_missing'
	| 'kind_wrong'
	| 'agency_unknown'
	| 'from_wrong'
	| 'to_wrong'
	| 'too_long'
	| 'twice_in_file'
	| 'several_alike'
	| 'several_named'
	| 'named_otherwise'
	| 'code_differs'
	| 'known_elsewhere'
	| 'earlier_than_held';

/** A line as it was understood; a null is a cell that was left empty and need not be filled. */
export interface RosterLine {
	line: number;
	/** made at the dry run, so that the same list sent twice makes the same people and posts */
	personId: string;
	eventId: string;
	postId: string;
	fullName: string;
	birthYear: number | null;
	/** what a column names her by beside her name; null where there is none */
	staffCode: string | null;
	email: string | null;
	position: string;
	kind: OfficialKind | null;
	agencyId: string | null;
	from: Day | null;
	/** the first day without the post */
	to: Day | null;
	/** cells that could not be understood */
	problems: RosterReason[];
}

/** Somebody who has or had a post at the place. */
export interface KnownPost {
	id: string;
	agencyId: string;
	agencyName: string;
	personId: string;
	fullName: string | null;
	birthYear: number;
	position: string;
	kind: OfficialKind;
	staffCode?: string | null;
	from: Day;
	to: Day | null;
}

/** Somebody of the place whose e-mail address is known. */
export interface Addressed {
	email: string;
	personId: string;
	fullName: string | null;
	birthYear: number;
}

/** What a line would do. Nothing is done about doubtful and wrong ones. */
export type LinePlan = { line: RosterLine } & (
	| { state: 'new'; from: Day }
	| { state: 'changed'; change: Change; personId: string; held: KnownPost | null; from: Day }
	| { state: 'same' }
	| { state: 'doubtful' | 'wrong'; reasons: RosterReason[] }
);

/** Another post in the same agency, one in another agency, a mistake mended, an end, who comes back, who is known but had no post. */
export type Change = 'moves_post' | 'moves_agency' | 'corrected' | 'leaves' | 'returns' | 'joins';

/**
 * What a list would do, line by line: the dry run shows it, the commit does it. Somebody is known by the code or
 * address that a column names, else by name and year of birth among the officials of the place. Two alike, a code or
 * address that belongs to somebody of another name and year, and people whom the register knows otherwise, are never guessed.
 */
export function planRoster(
	lines: readonly RosterLine[],
	posts: readonly KnownPost[],
	/** persons of the register, by `likeOf`, who have no post here */
	others: ReadonlySet<string>,
	today: Day,
	addressed: readonly Addressed[] = []
): LinePlan[] {
	const [seen, alikeSeen] = [new Set<string>(), new Set<string>()];
	const postsLike = Map.groupBy(posts, (post) => likeOf(post.fullName ?? '', post.birthYear));
	return lines.map((line): LinePlan => {
		const reasons = wrongIn(line);
		if (reasons.length > 0) return { line, state: 'wrong', reasons };
		const like = likeOf(line.fullName, line.birthYear ?? 0);
		const once = line.staffCode ?? line.email ?? like;
		if (seen.has(once) || (once === like ? alikeSeen : seen).has(like)) return doubtful(line, 'twice_in_file');
		seen.add(once);
		alikeSeen.add(like);
		const named = namedBy(line, posts, addressed);
		const [her] = named;
		if (named.length > 1) return doubtful(line, 'several_named');
		if (her && her.birthYear !== line.birthYear && spellingOf(her.fullName ?? '') !== spellingOf(line.fullName)) {
			return doubtful(line, 'named_otherwise');
		}
		if (her) {
			if (seen.has(her.personId)) return doubtful(line, 'twice_in_file');
			seen.add(her.personId);
			const own = posts.filter(({ personId }) => personId === her.personId);
			return own.length > 0 ? changeOf(line, own, today) : joins(line, her.personId, today);
		}
		const alike = postsLike.get(like) ?? [];
		if (new Set(alike.map(({ personId }) => personId)).size > 1) {
			return doubtful(line, 'several_alike');
		}
		const code = line.staffCode;
		if (code !== null && alike.some(({ staffCode }) => staffCode && staffCode !== code)) {
			return doubtful(line, 'code_differs');
		}
		if (alike.length > 0) return changeOf(line, alike, today);
		if (others.has(like)) return doubtful(line, 'known_elsewhere');
		return { line, state: 'new', from: line.from ?? today };
	});
}

const doubtful = (line: RosterLine, reason: RosterReason): LinePlan => ({ line, state: 'doubtful', reasons: [reason] });

function joins(line: RosterLine, personId: string, today: Day): LinePlan {
	if (line.to !== null) return { line, state: 'same' };
	return { line, state: 'changed', change: 'joins', personId, held: null, from: line.from ?? today };
}

/** Whom the line's code and address belong to; nobody where it has none that is known. */
function namedBy({ staffCode, email }: RosterLine, posts: readonly KnownPost[], addressed: readonly Addressed[]) {
	const known = [
		...posts.filter((post) => staffCode !== null && post.staffCode === staffCode),
		...addressed.filter((one) => email !== null && one.email === email)
	];
	return [...new Map(known.map((one) => [one.personId, one])).values()];
}

/** Equal for who may be one person: names as they are spelled, and the year. */
export function likeOf(fullName: string, birthYear: number): string {
	return `${spellingOf(fullName)} ${birthYear}`;
}

function wrongIn(line: RosterLine): RosterReason[] {
	const { fullName, birthYear, staffCode, position, kind, agencyId, from, to, problems } = line;
	const missing: [boolean, RosterReason][] = [
		[fullName === '', 'name_missing'],
		[birthYear === null, 'birth_wrong'],
		[position === '', 'position_missing'],
		[kind === null, 'kind_wrong'],
		[agencyId === null, 'agency_unknown'],
		[fullName.length > 100 || position.length > 150 || (staffCode ?? '').length > 40, 'too_long'],
		[from !== null && to !== null && to <= from, 'to_wrong']
	];
	return [...new Set([...problems, ...missing.flatMap(([wrong, reason]) => (wrong ? [reason] : []))])];
}

function changeOf(line: RosterLine, alike: readonly KnownPost[], today: Day): LinePlan {
	const personId = alike[0]?.personId ?? '';
	const held = alike.filter((post) => isHeld(post, today) || post.to === null);
	const here = held.find(({ agencyId }) => agencyId === line.agencyId);
	const from = line.from ?? today;
	const plan = (change: Change, post: KnownPost | null, day = from): LinePlan => {
		const known = { line, state: 'changed' as const, change, personId, held: post, from: day };
		const tooEarly = change !== 'corrected' && post !== null && day <= post.from;
		return tooEarly ? { line, state: 'doubtful', reasons: ['earlier_than_held'] } : known;
	};
	if (line.to !== null) return here?.to === null ? plan('leaves', here, line.to) : { line, state: 'same' };
	if (here) {
		const same = spellingOf(here.position) === spellingOf(line.position) && here.kind === line.kind;
		const isCoded = line.staffCode === null || line.staffCode === (here.staffCode ?? null);
		if (same && isCoded && (line.from === null || line.from === here.from)) return { line, state: 'same' };
		if (same || line.from === here.from) return plan('corrected', here);
		return plan('moves_post', here);
	}
	const [elsewhere] = held;
	return elsewhere ? plan('moves_agency', elsewhere) : plan('returns', null);
}
