import { DRILL_KINDS, type DrillKind } from '#lib/curriculum/drill.ts';

/** One answer of somebody: what it was about, and whether it was right. */
export interface Judged {
	personId: string;
	kind: DrillKind;
	genuine: boolean;
	right: boolean;
}

/** How many people: a number, or in words where the number, or what it leaves, could point at somebody. */
export type PeopleShown = number | 'few' | 'most';

/** Of the people who met one kind of fakes, or of genuine things, how many took it for the other. */
export interface Mistaken {
	kind: DrillKind;
	genuine: boolean;
	met: number;
	mistaken: PeopleShown;
}

/** Below this number of people a count could point at somebody (design.md, invariant 16). */
export const LEAST_SHOWN = 5;

/**
 * Counts people by kind, each once however often she went wrong. What fewer than five have met is left out; one to four
 * who went wrong are `few`, and where at most four did not, they are `most`.
 */
export function countMistaken(answers: readonly Judged[]): Mistaken[] {
	return DRILL_KINDS.flatMap((kind) =>
		[false, true].flatMap((genuine) => {
			const asked = answers.filter((one) => one.kind === kind && one.genuine === genuine);
			const met = new Set(asked.map(({ personId }) => personId)).size;
			if (met < LEAST_SHOWN) return [];
			const wrong = new Set(asked.filter(({ right }) => !right).map(({ personId }) => personId)).size;
			return [{ kind, genuine, met, mistaken: shown(wrong, met) }];
		})
	);
}

function shown(wrong: number, met: number): PeopleShown {
	if (wrong === 0 || (wrong >= LEAST_SHOWN && met - wrong >= LEAST_SHOWN)) return wrong;
	return wrong < LEAST_SHOWN ? 'few' : 'most';
}
