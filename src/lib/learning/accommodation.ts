/** How much more time than others, in percent, somebody may be granted; 0 takes it back. */
export const EXTRA_TIMES = [0, 25, 50, 100] as const;
/** Why: what somebody lives with, what she works with, or the language that she is at home in. */
export const EXTRA_TIME_REASONS = ['health', 'equipment', 'language'] as const;

export interface Accommodation {
	personId: string;
	extraPercent: (typeof EXTRA_TIMES)[number];
	reason: (typeof EXTRA_TIME_REASONS)[number];
}
