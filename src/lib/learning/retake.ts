import type { OnlineRules } from '#lib/curriculum/content.ts';

const HOUR = 3_600_000;

/** One start of a test. */
export interface Start {
	startedAt: Date;
	/** whether what came of it is passed and counts */
	passed: boolean;
}

/** Whether a test may be begun, and how many starts are left before the policy asks to wait. */
export interface Retake {
	left: number;
	/** null: now; else from when on */
	from: Date | null;
}

/**
 * What the rules say about another start. They count starts, handed in or not: whoever looks at the questions and
 * leaves has used one. After a start that was not passed they ask to wait, counted from that start.
 */
export function retakeOf(
	rules: Pick<OnlineRules, 'starts' | 'waitHours'>,
	starts: readonly Start[],
	now: Date
): Retake {
	const { most, hours } = rules.starts;
	const times = starts.map((start) => start.startedAt.getTime()).sort((a, b) => a - b);
	const recent = times.filter((time) => time > now.getTime() - hours * HOUR);
	const full = recent.length >= most ? (recent[recent.length - most] as number) + hours * HOUR : 0;
	const last = starts.find((start) => start.startedAt.getTime() === times.at(-1));
	const wait = last && !last.passed ? last.startedAt.getTime() + rules.waitHours * HOUR : 0;
	const from = Math.max(full, wait);
	return { left: Math.max(0, most - recent.length), from: from > now.getTime() ? new Date(from) : null };
}
