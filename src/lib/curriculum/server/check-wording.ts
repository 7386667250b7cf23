import type { Audience } from '../content.ts';
import { hardWordsIn } from './jargon.ts';
import type { Place, Problem } from './problems.ts';
import type { Written, WrittenModule } from './take-module.ts';
import type { Lesson } from '../content.ts';
import { countWords, paragraphsOf, sentencesOf } from './words.ts';

export const LONGEST_SENTENCE = 25;
const LONGEST_AVERAGE = 14;
const MOST_SENTENCES = 3;
const LONGEST_ASK = 25;
const LONGEST_OPTION = 15;
const LONGEST_BUTTON = 4;

const NEGATIVE =
	/(?<!\p{L})(không đúng|không phải là|không nên|chưa đúng|ngoại trừ|trừ câu|trừ điều|trừ việc)(?!\p{L})|(?:câu|việc|điều|cách|ý) nào (?:dưới đây |sau đây )?(?:là )?sai(?!\p{L})/iu;
/** asking for a reason turns nothing round */
const REASON = /(?<!\p{L})(vì sao|tại sao)(?!\p{L})/iu;

/** What makes a module hard to read: long sentences, hard words, questions put the wrong way round. */
export function checkWording(module: WrittenModule): Problem[] {
	const { audience } = module.head.value;
	return [
		...module.lessons.flatMap((lesson) => [...checkLesson(lesson, audience), ...checkButtons(lesson)]),
		...checkQuestions(module, audience)
	];
}

/** Tiếng of every sentence of a lesson, drawn screens apart. */
export function sentenceLengths({ drawn }: Pick<Written<Lesson>, 'drawn'>): number[] {
	return paragraphsOf(drawn.parts).flatMap(({ text }) => sentencesOf(text).map(countWords));
}

export function averageOf(lengths: readonly number[]): number {
	return lengths.reduce((total, length) => total + length, 0) / Math.max(1, lengths.length);
}

function checkLesson(lesson: Written<Lesson>, audience: Audience): Problem[] {
	const { file, bodyLine, drawn } = lesson;
	const problems: Problem[] = [];
	for (const paragraph of paragraphsOf(drawn.parts)) {
		const place = { file, line: bodyLine + paragraph.line - 1 };
		const sentences = sentencesOf(paragraph.text);
		problems.push(...checkText(paragraph.text, place, audience));
		if (!paragraph.listed && sentences.length > MOST_SENTENCES) {
			const say = `Đoạn này có ${sentences.length} câu. Hãy tách ra, mỗi đoạn nhiều nhất ${MOST_SENTENCES} câu.`;
			problems.push({ ...place, say });
		}
	}
	const average = averageOf(sentenceLengths(lesson));
	if (average > LONGEST_AVERAGE) {
		const say = `Câu trong bài dài trung bình ${average.toFixed(1)} tiếng. Hãy viết ngắn lại, nhiều nhất ${LONGEST_AVERAGE}.`;
		problems.push({ file, line: bodyLine, say });
	}
	return problems;
}

/** Drawn buttons are short, but for the label of a real one, which the lesson then names in [[ ]] as the screen has it. */
function checkButtons({ file, bodyLine, drawn }: Written<Lesson>): Problem[] {
	const problems: Problem[] = [];
	for (const part of drawn.parts.filter(({ kind }) => kind === 'screen')) {
		for (const [index, line] of part.text.split('\n').entries()) {
			const label = /^\s*nút\s*\*?\s*:\s*(.+?)\s*$/u.exec(line)?.[1] ?? '';
			if (countWords(label) <= LONGEST_BUTTON) continue;
			if (drawn.parts.some(({ text }) => text.includes(`[[${label}]]`))) continue;
			const say = `Nút "${label}" dài quá ${LONGEST_BUTTON} tiếng. Hãy rút ngắn; nếu là nút có thật thì nhắc [[${label}]] trong bài.`;
			problems.push({ file, line: bodyLine + part.line - 1 + index, say });
		}
	}
	return problems;
}

function checkQuestions({ practice, test }: WrittenModule, audience: Audience): Problem[] {
	const problems: Problem[] = [];
	for (const { value, at } of [...practice, ...test]) {
		for (const part of ['situation', 'explain'] as const) {
			problems.push(...checkText(value[part] ?? '', at(part), audience));
		}
		problems.push(...checkWords(value.ask, at('ask'), audience));
		if (countWords(value.ask) > LONGEST_ASK) {
			problems.push({ ...at('ask'), say: tooLong('Câu hỏi', value.ask, LONGEST_ASK) });
		}
		if (NEGATIVE.test(value.ask) && !REASON.test(value.ask)) {
			problems.push({ ...at('ask'), say: 'Câu hỏi kiểu phủ định dễ nhầm. Hãy hỏi thẳng việc nên làm.' });
		}
		value.options.forEach(({ text }, index) => {
			problems.push(...checkWords(text, at('options', index), audience));
			if (countWords(text) <= LONGEST_OPTION) return;
			problems.push({ ...at('options', index), say: tooLong('Câu trả lời', text, LONGEST_OPTION) });
		});
	}
	return problems;
}

/** What makes one text hard to read: its long sentences and its hard words. */
export function checkText(text: string, place: Place, audience: Audience): Problem[] {
	const long = sentencesOf(text).filter((sentence) => countWords(sentence) > LONGEST_SENTENCE);
	return [
		...long.map((sentence) => ({ ...place, say: tooLong('Câu', sentence, LONGEST_SENTENCE) })),
		...checkWords(text, place, audience)
	];
}

function checkWords(text: string, place: Place, audience: Audience): Problem[] {
	return hardWordsIn(text, audience).map(({ word, instead }) => ({
		...place,
		say: `Từ "${word}" khó hiểu. Hãy viết: ${instead}.`
	}));
}

function tooLong(what: string, text: string, most: number): string {
	return `${what} dài ${countWords(text)} tiếng: "${text.slice(0, 40)}…" Hãy viết ngắn lại, nhiều nhất ${most} tiếng.`;
}
