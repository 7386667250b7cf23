/** Why somebody who was drawn did not take the test again, as a witness says. */
export const RECHECK_OUTCOMES = ['not_found', 'refused', 'moved'] as const;
export type RecheckOutcome = (typeof RECHECK_OUTCOMES)[number];

/** What one witnessed test after the draw said about one module. */
export interface RecheckScore {
	/** id of the test's event */
	result: string;
	at: Date;
	door: 'module' | 'whole';
	module: string;
	passed: boolean;
}

/**
 * Whether she attained it again: by the first test over the whole standard, or by the first test of each module. Null
 * while neither is there. First tries only: what is practised afterwards says nothing about the day of the draw.
 */
export function verdictOf(scores: readonly RecheckScore[], modules: readonly string[]): boolean | null {
	const inOrder = [...scores].sort((a, b) => a.at.getTime() - b.at.getTime());
	const [whole] = inOrder.filter((score) => score.door === 'whole');
	const firsts = modules.map((module) => inOrder.find((score) => score.door === 'module' && score.module === module));
	const failed = firsts.find((score) => score?.passed === false);
	const asked = firsts.filter((score) => score !== undefined);
	const complete = asked.length === modules.length && modules.length > 0;
	const byModules = failed?.at ?? (complete ? (asked.map(({ at }) => at).sort((a, b) => +b - +a)[0] ?? null) : null);
	if (whole && (byModules === null || whole.at <= byModules)) {
		return inOrder.every((score) => score.result !== whole.result || score.passed);
	}
	return byModules === null ? null : failed === undefined;
}

/** How a re-check stands. */
export interface RecheckCounts {
	drawn: number;
	agreed: number;
	differed: number;
	/** could not be found, refused, moved: they say nothing either way, and stand beside */
	missing: Record<RecheckOutcome, number>;
}

export const NOBODY_RECHECKED: RecheckCounts = {
	drawn: 0,
	agreed: 0,
	differed: 0,
	missing: { not_found: 0, refused: 0, moved: 0 }
};

/** Below this, what everybody may read names no number of people. */
const SMALL = 5;

/** Whether so few people differed, or agreed, that only whoever answers for the place may read the number. */
export function isSmall({ agreed, differed }: Pick<RecheckCounts, 'agreed' | 'differed'>): boolean {
	return [agreed, differed].some((count) => count > 0 && count < SMALL);
}
