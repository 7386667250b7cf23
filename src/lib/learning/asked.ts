import type { QuestionKind } from '#lib/curriculum/content.ts';

/** One page of a question as a learner may see it. It holds nothing that tells which option is right. */
export interface AskedQuestion {
	kind: QuestionKind;
	situation: string | null;
	message: { from: string; text: string } | null;
	ask: string;
	/** match: what this page asks about */
	prompt: string | null;
	/** order: the steps chosen on earlier pages */
	earlier: string[];
	/** `place` is the place in the order shown, from 1: what the form sends */
	options: { place: number; text: string; chosen: boolean }[];
	unknownChosen: boolean;
	page: number;
	pages: number;
	/** whether the whole question has an answer */
	complete: boolean;
}

/** A question on the one page that holds a whole form: every field with what may be chosen. Tells no more than `AskedQuestion`. */
export interface FormQuestion {
	/** its number in the form, from 1 */
	n: number;
	kind: QuestionKind;
	situation: string | null;
	message: { from: string; text: string } | null;
	ask: string;
	options: { place: number; text: string }[];
	/** one for each thing that is chosen: the whole question, or each step of an order, each prompt of a match */
	fields: { name: string; prompt: string | null; chosen: number[] }[];
	unknownChosen: boolean;
	/** what was saved, in words */
	saved: string[];
	complete: boolean;
}

/** A question after it was answered for good, with what is right and why. Not told before (design.md, invariant 5). */
export interface ExplainedQuestion {
	/** its number in the attempt, from 1 */
	n: number;
	kind: QuestionKind;
	situation: string | null;
	message: { from: string; text: string } | null;
	ask: string;
	/** whether her answer was right */
	right: boolean;
	/** what she chose, in the order in which she chose it */
	chosen: string[];
	/** what is right; for an order its steps, for a match each prompt with its answer */
	answers: string[];
	/** she said that she does not know */
	unknown: boolean;
	explain: string;
}
