import { afterEach, beforeEach, expect, test } from 'vitest';
import { examineLibrary } from './library.ts';
import { measureModule, measureProblems } from './measure.ts';
import { writeProblem } from './problems.ts';
import { LESSON, QUIZ, writeTinyContent, type TinyContent } from './tiny-content.ts';
import { countWords, sentencesOf } from './words.ts';

let content: TinyContent;
beforeEach(() => {
	content = writeTinyContent();
});
afterEach(() => content.remove());

const sayings = (): string[] => examineLibrary(content.folder).modules.flatMap(measureProblems).map(writeProblem);

test('tiếng are counted as they are written apart', () => {
	expect(countWords('Chuyển 500.000 đ – cho {bác} nhé.')).toBe(6);
	expect(sentencesOf('Chuyển 500.000 đ. "Thế à?" Ừ. 1.2 thôi…')).toEqual([
		'Chuyển 500.000 đ.',
		'"Thế à?"',
		'Ừ.',
		'1.2 thôi…'
	]);
});

test('plain content has nothing to correct', () => {
	expect(sayings()).toEqual([]);
	const [module] = examineLibrary(content.folder).modules;
	expect(module && measureModule(module)).toMatchObject({ sentences: 16, situations: { practice: 1, test: 1 } });
});

test.each([
	['a sentence of 40 tiếng', LESSON, 'Thử lại.', `${'thử '.repeat(40).trim()}.`, 38, /Câu dài 40 tiếng/],
	['a step of 40 tiếng', LESSON, '3. Đọc thư.', `3. ${'thử '.repeat(40).trim()}.`, 22, /Câu dài 40 tiếng/],
	[
		'an explanation of 40 tiếng',
		QUIZ,
		'explain: Đọc kỹ rồi hãy làm.',
		`explain: ${'thử '.repeat(40)}`,
		13,
		/Câu dài 40 tiếng/
	],
	['a long option', QUIZ, 'text: Xóa ngay thư', `text: ${'thử '.repeat(16)}`, 11, /Câu trả lời dài 16 tiếng/],
	['four sentences in a paragraph', LESSON, 'Thử lại.', 'Một. Hai. Ba. Bốn.', 38, /Đoạn này có 4 câu/],
	['a hard word', LESSON, 'Thử lại.', 'Hãy đăng xuất.', 38, /"đăng xuất" khó hiểu. Hãy viết: thoát/],
	['a negative question', QUIZ, "ask: '{Bác} làm gì", "ask: 'Việc nào không đúng", 7, /phủ định/],
	[
		'long sentences throughout',
		LESSON,
		'{Bác} mở thư ra đọc.',
		`${'thử '.repeat(24)}. `.repeat(20),
		17,
		/dài trung bình 1\d/
	]
])('%s is named with its place', (_what, file, from, to, line, say) => {
	content.plant(file, from, to);
	expect(sayings()).toContainEqual(expect.stringMatching(new RegExp(`^content/${file}:${line}: .*${say.source}`)));
});

test('a hard word that is the label of a button stays', () => {
	content.plant(LESSON, 'Thử lại.', 'Chạm [[Đăng xuất]].');
	expect(sayings()).toEqual([]);
});

test('a pool in which the longest option is always right is named', () => {
	for (let question = 0; question < 12; question++)
		content.plant(QUIZ, 'text: Đọc kỹ thư\n', 'text: Đọc thật kỹ lá thư\n');
	expect(sayings()).toEqual([
		expect.stringMatching(/quiz\.yaml:1: Câu luyện tập: câu đúng là câu dài nhất trong 100%/)
	]);
});
