import type { Address, Bilingual } from '#lib/curriculum/content.ts';
import { m } from '#lib/messages/compiled/messages.js';

/** What decides how a test's result is said. */
export interface SaidResult {
	right: number;
	asked: number;
	passed: boolean;
	/** whether it counts, given the help that there was */
	counts: boolean;
	/** correct answers that were needed in all, and in each part where the whole standard was tested at once */
	pass: number;
	passPerModule: number | null;
	title: Bilingual;
}

const VIETNAMESE = { locale: 'vi' } as const;

/** The first line of a result as it is said aloud: how many were right. */
export function sayScore({ right, asked, counts }: Pick<SaidResult, 'right' | 'asked' | 'counts'>, address: Address) {
	return counts
		? m.learner_result_heading({ Address: address.upper, right, asked }, VIETNAMESE)
		: m.learner_result_heading_helped({ right, asked }, VIETNAMESE);
}

/** The second: passed or not yet. Empty for a passed test that does not count, of which the page says why. */
export function sayVerdict({ passed, counts, pass, passPerModule, title }: SaidResult, { upper }: Address): string {
	if (!passed) {
		return passPerModule === null
			? m.learner_result_not_passed({ pass }, VIETNAMESE)
			: m.learner_result_not_passed_whole({ pass, each: passPerModule }, VIETNAMESE);
	}
	if (!counts) return '';
	return passPerModule === null
		? m.learner_result_passed_module({ Address: upper, title: title.vi }, VIETNAMESE)
		: m.learner_result_passed_whole({ Address: upper }, VIETNAMESE);
}
