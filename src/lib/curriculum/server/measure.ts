import type { Pool, Question } from '../content.ts';
import type { Placed, Problem } from './problems.ts';
import type { WrittenModule } from './take-module.ts';
import { countWords, paragraphsOf, sentencesOf } from './words.ts';

const LONGEST_SENTENCE = 25;
const LONGEST_AVERAGE = 14;
const MOST_SENTENCES = 3;
const LONGEST_ASK = 25;
const LONGEST_OPTION = 15;
/** a third, and some room for chance in pools of a dozen questions */
const MOST_LONGEST_RIGHT = 0.4;
const LEAST_SITUATIONS = 1 / 3;

/** Words that stop an older reader, and what to write instead. */
const INSTEAD: [RegExp, string][] = [
	[/(?<!\p{L})quý khách(?!\p{L})/iu, '{bác}'],
	[/(?<!\p{L})đăng xuất(?!\p{L})/iu, 'thoát'],
	[/(?<!\p{L})truy cập(?!\p{L})/iu, 'vào, mở'],
	[/(?<!\p{L})click|kích chuột(?!\p{L})/iu, 'chạm']
];
const NEGATIVE = /(?<!\p{L})(không đúng|ngoại trừ|trừ câu|không phải là)(?!\p{L})/iu;

/** How a module reads and how fair its questions are, in numbers. */
export interface ModuleMeasures {
	sentences: number;
	averageWords: number;
	longestRight: Record<Pool, number>;
	situations: Record<Pool, number>;
}

export function measureModule(module: WrittenModule): ModuleMeasures {
	const lengths = module.lessons.flatMap(({ drawn }) =>
		paragraphsOf(drawn.parts).flatMap((paragraph) => sentencesOf(paragraph.text).map(countWords))
	);
	const sum = lengths.reduce((total, length) => total + length, 0);
	return {
		sentences: lengths.length,
		averageWords: lengths.length === 0 ? 0 : sum / lengths.length,
		longestRight: { practice: shareLongestRight(module.practice), test: shareLongestRight(module.test) },
		situations: { practice: shareOfSituations(module.practice), test: shareOfSituations(module.test) }
	};
}

/** What makes a module hard to read, or its questions easy to guess; each with its place. */
export function measureProblems(module: WrittenModule): Problem[] {
	return [...wordProblems(module), ...questionWordProblems(module), ...biasProblems(module)];
}

function wordProblems({ lessons }: WrittenModule): Problem[] {
	const problems: Problem[] = [];
	for (const { file, bodyLine, drawn } of lessons) {
		const lengths: number[] = [];
		for (const paragraph of paragraphsOf(drawn.parts)) {
			const place = { file, line: bodyLine + paragraph.line - 1 };
			const sentences = sentencesOf(paragraph.text);
			lengths.push(...sentences.map(countWords));
			problems.push(...sayLong(paragraph.text).map((say) => ({ ...place, say })));
			if (!paragraph.listed && sentences.length > MOST_SENTENCES) {
				const say = `Đoạn này có ${sentences.length} câu. Hãy tách ra, mỗi đoạn nhiều nhất ${MOST_SENTENCES} câu.`;
				problems.push({ ...place, say });
			}
		}
		const average = lengths.reduce((total, length) => total + length, 0) / Math.max(1, lengths.length);
		if (average > LONGEST_AVERAGE) {
			const say = `Câu trong bài dài trung bình ${average.toFixed(1)} tiếng. Hãy viết ngắn lại, nhiều nhất ${LONGEST_AVERAGE}.`;
			problems.push({ file, line: bodyLine, say });
		}
	}
	return problems;
}

function questionWordProblems({ practice, test }: WrittenModule): Problem[] {
	const problems: Problem[] = [];
	for (const { value, at } of [...practice, ...test]) {
		for (const part of ['situation', 'explain'] as const) {
			problems.push(...sayLong(value[part] ?? '').map((say) => ({ ...at(part), say })));
		}
		if (countWords(value.ask) > LONGEST_ASK)
			problems.push({ ...at('ask'), say: tooLong('Câu hỏi', value.ask, LONGEST_ASK) });
		if (NEGATIVE.test(value.ask)) {
			problems.push({ ...at('ask'), say: 'Câu hỏi kiểu phủ định dễ nhầm. Hãy hỏi thẳng việc nên làm.' });
		}
		value.options.forEach(({ text }, index) => {
			if (countWords(text) <= LONGEST_OPTION) return;
			problems.push({ ...at('options', index), say: tooLong('Câu trả lời', text, LONGEST_OPTION) });
		});
	}
	return problems;
}

function biasProblems({ folder, practice, test }: WrittenModule): Problem[] {
	const file = `${folder}/quiz.yaml`;
	const problems: Problem[] = [];
	for (const [name, pool] of [
		['luyện tập', practice],
		['kiểm tra', test]
	] as const) {
		const longest = shareLongestRight(pool);
		if (longest > MOST_LONGEST_RIGHT) {
			const say = `Câu ${name}: câu đúng là câu dài nhất trong ${percent(longest)}. Hãy viết lại, nhiều nhất một phần ba.`;
			problems.push({ file, line: 1, say });
		}
		const situations = shareOfSituations(pool);
		if (situations < LEAST_SITUATIONS) {
			const say = `Câu ${name}: mới có ${percent(situations)} là tình huống. Hãy thêm, ít nhất một phần ba.`;
			problems.push({ file, line: 1, say });
		}
	}
	return problems;
}

function sayLong(text: string): string[] {
	const long = sentencesOf(text).filter((sentence) => countWords(sentence) > LONGEST_SENTENCE);
	// A label stands as it does on the screen, hard words or not.
	const own = text.replace(/\[\[[^\]]*\]\]/gu, '');
	const hard = INSTEAD.filter(([word]) => word.test(own));
	return [
		...long.map((sentence) => tooLong('Câu', sentence, LONGEST_SENTENCE)),
		...hard.map(([word, plain]) => `Từ "${word.exec(own)?.[0]}" khó hiểu. Hãy viết: ${plain}.`)
	];
}

function tooLong(what: string, text: string, most: number): string {
	return `${what} dài ${countWords(text)} tiếng: "${text.slice(0, 40)}…" Hãy viết ngắn lại, nhiều nhất ${most} tiếng.`;
}

function shareLongestRight(pool: readonly Placed<Question>[]): number {
	const single = pool.filter(({ value }) => value.kind === 'single' || value.kind === 'situation');
	const longest = single.filter(({ value: { options } }) => {
		const right = options.find((option) => option.right)?.text.length ?? 0;
		return options.every((option) => option.right || option.text.length < right);
	});
	return longest.length / Math.max(1, single.length);
}

function shareOfSituations(pool: readonly Placed<Question>[]): number {
	const situations = pool.filter(({ value }) => value.kind === 'situation' || value.situation || value.message);
	return situations.length / Math.max(1, pool.length);
}

function percent(share: number): string {
	return `${Math.round(share * 100)}% số câu`;
}
