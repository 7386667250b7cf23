/** What all tests that count say about one question. */
export interface ItemFigures {
	asked: number;
	right: number;
	/** of those, in the last `RECENT_DAYS` */
	recentAsked: number;
	recentRight: number;
	/** how being right goes with the rest of the test, from -1 to 1; null where too few answered */
	discrimination: number | null;
}

/** Why somebody should look at a question. Never a reason to take a result from anybody. */
export const ITEM_FLAGS = ['leaked', 'reversed', 'weak', 'hard', 'easy'] as const;
export type ItemFlag = (typeof ITEM_FLAGS)[number];

/** Fewer answers than this say nothing. */
export const LEAST_ASKED = 30;
export const RECENT_DAYS = 30;

const HARD = 0.3;
const EASY = 0.95;
const WEAK = 0.1;
const RISE = 0.15;
const SURE = 3;

/**
 * What is odd about a question: it is suddenly known (more than 15 points in a month, beyond three standard errors),
 * those who know the rest get it wrong, it tells little, hardly anybody or nearly everybody is right.
 */
export function flagsOf(figures: ItemFigures): ItemFlag[] {
	const { asked, right, discrimination } = figures;
	if (asked < LEAST_ASKED) return [];
	const flags: ItemFlag[] = isSuddenlyKnown(figures) ? ['leaked'] : [];
	if (discrimination !== null && discrimination < WEAK) flags.push(discrimination < 0 ? 'reversed' : 'weak');
	if (right / asked < HARD) flags.push('hard');
	if (right / asked > EASY) flags.push('easy');
	return flags;
}

function isSuddenlyKnown({ asked, right, recentAsked, recentRight }: ItemFigures): boolean {
	const before = asked - recentAsked;
	if (before < LEAST_ASKED || recentAsked < LEAST_ASKED) return false;
	const rise = recentRight / recentAsked - (right - recentRight) / before;
	const all = right / asked;
	const error = Math.sqrt(all * (1 - all) * (1 / before + 1 / recentAsked));
	return rise > RISE && rise > SURE * error;
}

/** Pairs of tests that share at least so many wrong answers, all of them rare. */
export const LEAST_SAME_WRONG = 4;
/** Two people who know nothing of each other give the same wrong answers less often than this. */
export const MOST_LIKELY = 1e-6;
