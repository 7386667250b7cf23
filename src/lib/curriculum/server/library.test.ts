import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findLesson, findModule, findQuestion, findSkill, findStandard, nextLesson, practiceOf } from '../library.ts';
import { readLibrary } from './library.ts';
import { ContentError, type Problem } from './problems.ts';
import { FRAMEWORK, LESSON, MODULE, QUIZ, STANDARD, writeTinyContent, type TinyContent } from './tiny-content.ts';

let content: TinyContent;
beforeEach(() => {
	content = writeTinyContent();
});
afterEach(() => content.remove());

function problemsOf({ folder }: TinyContent): readonly Problem[] {
	try {
		readLibrary(folder);
	} catch (error) {
		if (error instanceof ContentError) return error.problems;
		throw error;
	}
	return [];
}

describe('a library', () => {
	test('holds everything, indexed and in order', () => {
		const library = readLibrary(content.folder);
		const lesson = findLesson(library, 'thu-dien-tu', 'doc-thu');
		expect(findModule(library, 'thu-dien-tu')?.title).toEqual({ vi: 'Thư điện tử', en: 'E-mail' });
		expect(lesson && nextLesson(library, lesson)?.id).toBe('viet-thu');
		expect(lesson && practiceOf(library, lesson)).toHaveLength(6);
		const last = findLesson(library, 'thu-dien-tu', 'viet-thu');
		expect(last && nextLesson(library, last)).toBeNull();
		const question = library.modules[0]?.test[3];
		expect(question && findQuestion(library, question.hash)).toBe(question);
		expect(findStandard(library, 'thu')).toBe(findStandard(library, library.standards[0]?.hash ?? ''));
		expect(findSkill(library, 'communication.email-read')?.name.vi).toBe('Đọc thư');
		expect(findModule(library, 'khong-co')).toBeNull();
	});

	test('gives the same content the same hashes, and other content others', () => {
		const [before] = readLibrary(content.folder).modules;
		const [again] = readLibrary(content.folder).modules;
		expect(again).toEqual(before);
		content.plant(QUIZ, 'explain: Đọc kỹ rồi hãy làm.', 'explain: Đọc kỹ rồi hãy làm nhé.');
		content.plant(
			QUIZ,
			'        right: true\n      - text: Xóa ngay thư',
			'      - text: Xóa ngay thư\n        right: true'
		);
		const [after] = readLibrary(content.folder).modules;
		expect(after?.hash).not.toBe(before?.hash);
		expect(after?.practice[0]?.hash).not.toBe(before?.practice[0]?.hash);
		expect(after?.practice[1]?.hash).toBe(before?.practice[1]?.hash);
		expect(after?.lessons[0]?.hash).toBe(before?.lessons[0]?.hash);
	});

	test('reads decomposed letters and Windows line ends as the same content', () => {
		const [before] = readLibrary(content.folder).modules;
		content.plant(MODULE, 'title: Thư điện tử', 'title: Thư điện tử'.normalize('NFD'));
		content.plant(QUIZ, 'explain: Đọc kỹ rồi hãy làm.\n', 'explain: Đọc kỹ rồi hãy làm.\r\n');
		expect(readLibrary(content.folder).modules[0]).toEqual(before);
	});

	test('cannot be changed', () => {
		const library = readLibrary(content.folder);
		expect(() => Object.assign(library.modules[0]?.lessons[0] ?? {}, { title: 'x' })).toThrow(TypeError);
		expect(() => Object.assign(library.standards[0]?.moduleTest ?? {}, { pass: 0 })).toThrow(TypeError);
	});

	test('speaks to the learner as her province does', () => {
		const library = readLibrary(content.folder);
		const [module] = library.modules;
		const [lesson] = module?.lessons ?? [];
		if (!module || !lesson) throw new Error('no lesson');
		expect(library.lessonHtml(lesson, { lower: 'bà con', upper: 'Bà con' })).toContain('<p>Bà con mở thư');
		expect(library.lessonHtml(lesson, { lower: 'bác', upper: 'Bác' })).toContain('<p>Bác mở thư');
		expect(library.introductionHtml(module, { lower: '<b>', upper: '<b>' })).toContain('&lt;b&gt; đọc');
	});
});

const PLANTED: [what: string, file: string, from: string, to: string, line: number, say: RegExp][] = [
	['broken front matter', LESSON, 'title: Đọc thư', 'title: Đọc: thư: [', 2, /YAML/],
	['no front matter', LESSON, '---\n', '', 1, /"---"/],
	['a missing field', LESSON, 'goal: Biết đọc thư.\n', '', 2, /Thiếu mục "goal"/],
	['a field nobody knows', LESSON, 'goal:', 'gaol: x\ngoal:', 4, /Không hiểu mục "gaol"/],
	['a day that does not exist', LESSON, 'updated: 2026-11-22', 'updated: 2026-02-30', 7, /ngày có thật/],
	[
		'a fact without a day to check it again',
		LESSON,
		'    check_by: 2027-05-22\n---',
		'---',
		10,
		/check_by.*kiểm tra lại/
	],
	[
		'a lesson that outlives its facts',
		LESSON,
		'check_by: 2027-05-22\nfacts',
		'check_by: 2027-06-01\nfacts',
		8,
		/2027-05-22/
	],
	['a fact checked after its term', LESSON, '    checked: 2026-11-22', '    checked: 2027-11-22', 15, /phải sau ngày/],
	[
		'a fact id used twice',
		LESSON.replace('01-doc', '02-viet'),
		'id: nhan-nut-gui',
		'id: nhan-nut',
		10,
		/đã dùng cho điều khác/
	],
	['a lesson without a warning', LESSON, ':::cảnh báo', ':::mẹo', 17, /chưa có khối "cảnh báo"/],
	['a block nobody knows', LESSON, ':::tự làm', ':::tự nấu', 33, /Không có khối tên "tự nấu"/],
	['a block left open', LESSON, '3. Đọc thư.\n:::', '3. Đọc thư.', 24, /chưa đóng/],
	['raw HTML', LESSON, '{Bác} mở thư ra đọc.', '<b>Mở</b> thư.', 17, /HTML/],
	['a link to elsewhere', LESSON, 'Thử lại.', '[Xem](https://vi-du.vn)', 38, /\.gov\.vn/],
	['an element no screen has', LESSON, 'nút*: Thư', 'nút bấm: Thư', 26, /Không hiểu dòng này/],
	['a screen that does not say it is drawn', LESSON, 'Thư (TẬP)', 'Thư', 25, /\(TẬP\)/],
	[
		'a skill nobody knows',
		MODULE,
		'communication.email-read,',
		'communication.fax, communication.email-read,',
		7,
		/Không có kỹ năng/
	],
	['a skill no lesson teaches', MODULE, 'email-write]', 'email-write, payment.transfer]', 7, /Chưa có bài nào dạy/],
	[
		"a lesson's skill of another module",
		LESSON,
		'[communication.email-read]',
		'[payment.transfer]',
		6,
		/không thuộc phần này/
	],
	[
		"a question's skill of another module",
		QUIZ,
		'skill: communication.email-read',
		'skill: payment.transfer',
		4,
		/không thuộc phần này/
	],
	['a missing explanation', QUIZ, '    explain: Đọc kỹ rồi hãy làm.\n', '', 2, /Thiếu mục "explain"/],
	['an empty explanation', QUIZ, 'explain: Đọc kỹ rồi hãy làm.', 'explain: " "', 13, /không để trống/],
	['a duplicate id', QUIZ, 'id: pt-1\n', 'id: pt-0\n', 14, /đã dùng cho câu khác/],
	['a key written twice', QUIZ, '    kind: situation\n', '    kind: situation\n    kind: single\n', 6, /hai lần/],
	['no right option', QUIZ, '        right: true\n', '', 8, /đang có 0/],
	['two right options', QUIZ, 'text: Xóa ngay thư\n', 'text: Xóa ngay thư\n        right: true\n', 8, /đang có 2/],
	['two options that are the same', QUIZ, 'text: Xóa ngay thư', 'text: đọc kỹ thư', 8, /giống nhau/],
	[
		'five options',
		QUIZ,
		'      - text: Xóa ngay thư',
		'      - text: a\n      - text: b\n      - text: Xóa',
		8,
		/nhiều nhất là 4/
	],
	['"I do not know" as an option', QUIZ, 'text: Xóa ngay thư', 'text: Tôi không biết', 11, /tự thêm/],
	['a number where a text belongs', QUIZ, 'text: Xóa ngay thư', 'text: 113', 11, /ngoặc kép/],
	['a situation without one', QUIZ, '    situation: Hôm nay có thư pt 0.\n', '', 2, /cần mục "situation"/],
	['ordering without steps', QUIZ, 'kind: situation', 'kind: order', 2, /cần mục "steps"/],
	['options where there is nothing to choose', QUIZ, 'kind: situation', 'kind: match', 8, /không dùng mục "options"/],
	['several right without saying so', QUIZ, 'kind: situation', 'kind: multiple', 7, /Chọn tất cả/],
	['a lesson that does not exist', QUIZ, 'lesson: doc-thu', 'lesson: doc-bao', 3, /Không có bài "doc-bao"/],
	['practice of no lesson', QUIZ, '    lesson: doc-thu\n', '', 2, /phải thuộc một bài/],
	['a practice question in the test pool', QUIZ, 'với thư kt 5?', 'với thư PT 5', 206, /trùng câu luyện tập "pt-5"/],
	['too few practice questions', QUIZ, '  - id: pt-11', '  - id: pt-11\n    x: 1', 1, /Mới có 11 câu luyện tập/],
	['too few test questions', QUIZ, '  - id: kt-3', '  - id: kt-3\n    x: 1', 1, /Mới có 23 câu kiểm tra/],
	[
		'a standard with a module that does not exist',
		STANDARD,
		'[thu-dien-tu]',
		'[thu-dien-tu, vneid]',
		6,
		/Không có phần "vneid"/
	],
	['a standard that cannot be passed', STANDARD, 'pass: 7', 'pass: 11', 7, /nhiều hơn số câu/],
	['a standard whose form cannot be drawn', STANDARD, 'questions: 10', 'questions: 25', 6, /chưa đủ một đề/],
	['a standard that counts an unknown help', STANDARD, 'read_aloud]', 'telepathy]', 9, /là một trong: none/],
	['a skill listed twice', FRAMEWORK, '{ id: payment.transfer', '{ id: communication.email-read', 9, /có hai lần/],
	['an official code of an unlisted document', FRAMEWORK, "cv-3139-2024: '1.1'", "qd-757: '1.1'", 8, /"qd-757"/]
];

describe('a planted error is named with its file and line', () => {
	test.each(PLANTED)('%s', (_what, file, from, to, line, say) => {
		content.plant(file, from, to);
		const found = problemsOf(content).map((problem) => `${problem.file}:${problem.line}: ${problem.say}`);
		expect(found).toContainEqual(expect.stringMatching(new RegExp(`^content/${file}:${line}: .*${say.source}`)));
	});

	test('a file that is not text', () => {
		content.write(QUIZ, new Uint8Array([0x70, 0xff, 0xfe]));
		expect(problemsOf(content)).toContainEqual(
			expect.objectContaining({ file: `content/${QUIZ}`, say: expect.stringMatching(/UTF-8/) })
		);
	});

	test('a stray file, a missing quiz', () => {
		content.write('modules/01-thu-dien-tu/quiz.yml', 'x');
		content.write('modules/02-moi/index.md', '---\n---\n');
		expect(problemsOf(content).map((problem) => problem.file)).toEqual(
			expect.arrayContaining(['content/modules/01-thu-dien-tu/quiz.yml', 'content/modules/02-moi/quiz.yaml'])
		);
	});

	test('all of them at once, in one error', () => {
		content.plant(QUIZ, 'explain: Đọc kỹ rồi hãy làm.', 'explain: ""');
		content.plant(LESSON, 'minutes: 5', 'minutes: lâu');
		content.plant(MODULE, 'icon: mail', 'icon: thư');
		expect(problemsOf(content).length).toBeGreaterThanOrEqual(3);
		expect(() => readLibrary(content.folder)).toThrow(/index\.md:5: Mục "minutes" phải là/);
	});
});
