import { searchText, spellingOf } from '#lib/shared/names.ts';

interface Named {
	id: string;
	name: string;
}

/** Words that say what a group is, not which one. */
const KINDS =
	/^((to dan pho|tdp|khu dan cu|khu pho|khu vuc|thon|to|khu|ap|ban|buon|lang|xom|khom|bon|phum|soc) )+(so )?/;

/**
 * The group that a file means: called exactly so; or the only one whose letters are these; or the only one that these
 * letters are without the kind ("12" for "Tổ dân phố 12"). `two` where several could be meant, null where none is.
 */
export function groupFinder<G extends Named>(groups: readonly G[]): (text: string) => G | 'two' | null {
	const ways = [spellingOf, lettersOf, withoutKind];
	const indexes = ways.map((way) => Map.groupBy(groups, ({ name }) => way(name)));
	return (text) => {
		for (const [n, way] of ways.entries()) {
			const [one, other] = indexes[n]?.get(way(text)) ?? [];
			if (other) return 'two';
			if (one) return one;
		}
		return null;
	};
}

function lettersOf(name: string): string {
	return searchText(name).replace(/\b0+(?=\d)/g, '');
}

function withoutKind(name: string): string {
	return lettersOf(name).replace(KINDS, '');
}
