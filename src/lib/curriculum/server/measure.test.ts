import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { leastPerSkill } from './check-amounts.ts';
import { measurePool } from './check-bias.ts';
import { examineLibrary } from './library.ts';
import { measureProblems } from './measure.ts';
import { writeProblem } from './problems.ts';
import { FRAMEWORK, LESSON, MODULE, QUIZ, writeTinyContent, type TinyContent } from './tiny-content.ts';
import { countWords, sentencesOf } from './words.ts';

let content: TinyContent;
beforeEach(() => {
	content = writeTinyContent();
});
afterEach(() => content.remove());

const sayings = (): string[] => measureProblems(examineLibrary(content.folder)).map(writeProblem);
const long = `${'thử '.repeat(40).trim()}.`;

test('tiếng are counted as they are written apart', () => {
	expect(countWords('Chuyển 500.000 đ – cho {bác} nhé.')).toBe(6);
	expect(sentencesOf('Chuyển 500.000 đ. "Thế à?" Ừ. 1.2 thôi…')).toEqual([
		'Chuyển 500.000 đ.',
		'"Thế à?"',
		'Ừ.',
		'1.2 thôi…'
	]);
});

test('content as it should be has nothing to correct', () => {
	expect(sayings()).toEqual([]);
	const [module] = examineLibrary(content.folder).modules;
	const measures = module && measurePool(module.practice);
	expect(measures).toMatchObject({ questions: 12, situations: 1, longestRight: 0, shortestRight: 0 });
	expect(measures?.places).toEqual([4 / 12, 4 / 12, 4 / 12, 0]);
});

const PLANTED: [what: string, file: string, from: string, to: string, line: number, say: RegExp][] = [
	['a sentence of 40 tiếng', LESSON, 'Thử lại.', long, 38, /Câu dài 40 tiếng/],
	['a step of 40 tiếng', LESSON, '3. Đọc thư.', `3. ${long}`, 22, /Câu dài 40 tiếng/],
	['an explanation of 40 tiếng', QUIZ, 'explain: Đọc kỹ rồi hãy làm.', `explain: ${long}`, 13, /Câu dài 40 tiếng/],
	['a long option', QUIZ, 'text: Xóa ngay thư', `text: ${'thử '.repeat(16)}`, 11, /Câu trả lời dài 16 tiếng/],
	['a long question', QUIZ, "ask: '{Bác} làm", `ask: '${'thử '.repeat(26)} làm`, 7, /Câu hỏi dài 31 tiếng/],
	['four sentences in a paragraph', LESSON, 'Thử lại.', 'Một. Hai. Ba. Bốn.', 38, /Đoạn này có 4 câu/],
	['a hard word', LESSON, 'Thử lại.', 'Hãy đăng xuất.', 38, /"đăng xuất" khó hiểu. Hãy viết: thoát/],
	['a hard word in an option', QUIZ, 'text: Xóa ngay thư', 'text: Tải file xuống', 11, /"file" khó hiểu/],
	['a reader who is called "bạn"', LESSON, 'Thử lại.', 'Rồi bạn hãy thử lại.', 38, /"bạn hãy" khó hiểu/],
	['a negative question', QUIZ, "ask: '{Bác} làm gì", "ask: 'Việc nào không đúng", 7, /phủ định/],
	['a question for what is wrong', QUIZ, "ask: '{Bác} làm gì", "ask: 'Việc nào sai", 7, /phủ định/],
	['a long button', LESSON, 'nút*: Thư', 'nút*: Bấm vào đây để đọc', 26, /Nút "Bấm vào đây để đọc" dài quá 4 tiếng/],
	['a weak fact with a number', LESSON, 'tên là Thư.', 'ở hàng 3.', 11, /"nhan-nut" chưa chắc \(K\) mà nêu số 3/],
	['too few practice questions', QUIZ, '  - id: pt-11', '  - id: pt-11\n    x: 1', 1, /Mới có 11 câu luyện tập/],
	['too few test questions', QUIZ, '  - id: kt-3', '  - id: kt-3\n    x: 1', 1, /Mới có 29 câu kiểm tra/],
	['too few lessons', LESSON, 'minutes: 5', "minutes: 5\nlocal: '01'", 2, /Phần có 3 bài .*từ 4 đến 6 bài/],
	[
		'long sentences throughout',
		LESSON,
		'{Bác} mở thư ra đọc.',
		`${'thử '.repeat(24)}. `.repeat(20),
		17,
		/dài trung bình 1\d/
	],
	[
		'a skill that nothing teaches',
		FRAMEWORK,
		'      - { id: communication.email-write',
		'      - { id: payment.qr, name: QR, name_en: QR, official: {} }\n      - { id: communication.email-write',
		8,
		/Chưa có bài nào dạy kỹ năng "payment.qr"/
	]
];

test.each(PLANTED)('%s is named with its place', (what, file, from, to, line, say) => {
	content.plant(file, from, to);
	const where = what === 'too few lessons' ? MODULE : file;
	expect(sayings()).toContainEqual(expect.stringMatching(new RegExp(`^content/${where}:${line}: .*${say.source}`)));
});

test('a hard word that is the label of a button stays, and so does a long button that the lesson names', () => {
	content.plant(LESSON, 'Thử lại.', 'Chạm [[Đăng xuất]], rồi [[Không phải số của tôi]].');
	content.plant(LESSON, 'nút*: Thư', 'nút*: Không phải số của tôi');
	expect(sayings()).toEqual([]);
});

test('officials may read words of their trade, residents not', () => {
	content.plant(LESSON, 'Thử lại.', 'Hệ thống có giao diện mới.');
	expect(sayings()).toHaveLength(2);
	content.plant(MODULE, 'audience: residents', 'audience: officials\ntopics: [9]');
	expect(sayings()).toEqual([]);
});

test('a question why something is not to be done turns nothing round', () => {
	content.plant(QUIZ, "ask: '{Bác} làm gì", "ask: 'Vì sao không nên mở");
	expect(sayings()).toEqual([]);
});

test('a number of a weak fact that the lesson repeats is named there too; a level of VNeID is a name', () => {
	content.plant(LESSON, 'says: Nút tên là Thư.', 'says: Mức 2 có nút ở hàng 3.');
	content.plant(LESSON, 'Thử lại.', 'Xem hàng 3, mức 2.');
	expect(sayings()).toEqual([
		expect.stringMatching(/01-doc-thu\/index\.md:11: .*nêu số 3/),
		expect.stringMatching(/01-doc-thu\/index\.md:38: Bài nêu số 3 của điều chưa chắc "nhan-nut"/)
	]);
	content.plant(LESSON, 'confidence: K', 'confidence: H');
	expect(sayings()).toEqual([]);
});

describe('a pool', () => {
	test('in which the longest option is always right is named', () => {
		content.rewrite(QUIZ, (quiz) => quiz.replaceAll('text: Đọc kỹ thư', 'text: Đọc thật kỹ từ đầu tới cuối lá thư'));
		expect(sayings()).toEqual([
			expect.stringMatching(/quiz\.yaml:2: Câu luyện tập: câu đúng là câu dài nhất trong 100% số câu \(pt-0, pt-1/),
			expect.stringMatching(/quiz\.yaml:147: Câu kiểm tra: câu đúng là câu dài nhất trong 100% số câu/)
		]);
	});

	test('in which the shortest option is always right is named', () => {
		content.rewrite(QUIZ, (quiz) => quiz.replaceAll('text: Đọc kỹ thư', 'text: Mở'));
		expect(sayings()).toContainEqual(expect.stringMatching(/quiz\.yaml:2: .* câu ngắn nhất trong 100% số câu/));
	});

	test('in which the same place is always right is named', () => {
		const right = /( {6}- text: Đọc.*\n {8}right: true\n)/.source;
		content.rewrite(QUIZ, (quiz) => quiz.replace(new RegExp(`((?: {6}- text: .*\\n)+)${right}`, 'gu'), '$2$1'));
		expect(sayings()).toEqual([
			expect.stringMatching(/quiz\.yaml:2: Câu luyện tập: câu đúng đứng thứ 1 trong 100% số câu/),
			expect.stringMatching(/quiz\.yaml:147: Câu kiểm tra: câu đúng đứng thứ 1 trong 100% số câu/)
		]);
	});

	test('with hardly a situation is named', () => {
		content.rewrite(QUIZ, (quiz) => quiz.replace(/kind: situation\n.*\n/gu, 'kind: single\n'));
		expect(sayings()).toContainEqual(
			expect.stringMatching(/quiz\.yaml:2: Câu luyện tập: mới có 0% số câu là tình huống/)
		);
	});
});

test('a skill with too few questions for two forms that share nothing is named', () => {
	content.rewrite(QUIZ, (quiz) => quiz.replace(/(kt-\d*[13579]\n {4}skill: communication\.email-)write/gu, '$1read'));
	expect(sayings()).toContainEqual(
		expect.stringMatching(/quiz\.yaml:1: Kỹ năng "communication.email-write" mới có 0 câu kiểm tra.* ít nhất 10/)
	);
	const { library } = examineLibrary(content.folder);
	expect([1, 2, 3, 4, 7].map((skills) => leastPerSkill('thu-dien-tu', skills, library))).toEqual([20, 10, 8, 6, 4]);
});

describe('genuine messages are mixed with fraud', () => {
	const mark = (genuine: (index: number) => boolean): void => {
		let index = 0;
		content.rewrite(QUIZ, (quiz) =>
			quiz.replace(/kind: situation\n/gu, (kind) => (index < 8 ? `${kind}    genuine: ${genuine(index++)}\n` : kind))
		);
	};

	test('fraud alone is named, and so is nothing but what is genuine', () => {
		mark(() => false);
		expect(sayings()[0]).toMatch(/quiz\.yaml:1: Trong 8 câu luyện tập phải đoán thật giả chỉ có 0 câu là thật/);
		content.rewrite(QUIZ, (quiz) => quiz.replaceAll('genuine: false', 'genuine: true'));
		expect(sayings()[0]).toMatch(/chỉ có 0 câu là giả/);
	});

	test('a quarter of each is enough', () => {
		mark((index) => index % 4 === 0);
		expect(sayings()).toEqual([]);
	});

	test('marking does not make another question of it', () => {
		const hashes = (): string[] =>
			examineLibrary(content.folder).library.modules[0]?.practice.map((one) => one.hash) ?? [];
		const before = hashes();
		mark(() => true);
		expect(hashes()).toEqual(before);
	});

	test('a module that teaches to see through fraud must have some to judge', () => {
		for (const file of [MODULE, FRAMEWORK]) content.plant(file, 'communication.email-read', 'safety.scams');
		content.rewrite(QUIZ, (quiz) => quiz.replaceAll('communication.email-read', 'safety.scams'));
		for (const lesson of [LESSON, LESSON.replace('01-doc', '03-tim')]) {
			content.plant(lesson, 'communication.email-read', 'safety.scams');
		}
		expect(sayings()).toEqual([expect.stringMatching(/Phần này dạy nhận ra lừa đảo.* mới có 0, ít nhất 6/)]);
	});
});
