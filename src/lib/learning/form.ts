/** One place on a test form: which question, and in which order its options (or steps, or answers) are shown. */
export interface FormItem {
	module: string;
	/** hash of the question in `content_versions` */
	question: string;
	skill: string;
	/** authored positions in the order shown; drawn once, kept for the attempt */
	order: number[];
}

/**
 * What a learner chose, as authored positions: one for single and situation, a set for multiple, the sequence so far
 * for order and match. `['unknown']` is "Tôi không biết", which is always offered and never right.
 */
export type Answer = (number | 'unknown')[];
