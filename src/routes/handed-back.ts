import { m } from '#lib/messages/compiled/messages.js';

/** What stands in a form without anybody having chosen or typed it. */
const NOT_HERS = /^(signIn|.*Id|.*Hash|.*Key|page|where|do|anyway)$/;

const HELP: Record<string, () => string> = {
	none: m.learner_help_none,
	read_aloud: m.learner_help_read_aloud,
	prompted: m.learner_help_prompted,
	done_for: m.learner_help_done_for
};

/** What a form held that could not be stored, in the words in which its page offered it: codes mean nothing to a reader. */
export function handedBack(typed: Record<string, string | string[]>): string[] {
	return Object.entries(typed)
		.filter(([name]) => !NOT_HERS.test(name))
		.flatMap(([name, values]) => [values].flat().map((value) => inWords(name, value, typed['page'] ?? '1')))
		.filter((words) => words !== '');
}

function inWords(name: string, value: string, page: string | string[]): string {
	if (name === 'choice') {
		if (value === 'unknown') return m.learner_question_unknown();
		// On a later page of a question steps that were chosen before are gone, and the number is not the place.
		return page === '1' ? m.public_error_handed_choice({ n: value }) : '';
	}
	const [, n, part] = /^q(\d+)(?:-(\d+))?$/.exec(name) ?? [];
	if (n !== undefined && value !== '') {
		if (value === 'unknown') return `${m.learner_review_question({ n })}: ${m.learner_question_unknown()}`;
		return part === undefined ? m.exams_handed({ n, place: value }) : m.exams_handed_part({ n, part, place: value });
	}
	if (name === 'helped' || name === 'assistance') return HELP[value]?.() ?? '';
	return value;
}
