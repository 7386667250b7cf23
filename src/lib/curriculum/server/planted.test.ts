import { afterEach, beforeEach, expect, test } from 'vitest';
import { examineLibrary } from './library.ts';
import { writeProblem } from './problems.ts';
import { FRAMEWORK, LESSON, MODULE, QUIZ, STANDARD, writeTinyContent, type TinyContent } from './tiny-content.ts';

// What cannot be used, one error at a time, each named with its file and line. What can be used but should be better:
// measure.test.ts.

let content: TinyContent;
beforeEach(() => {
	content = writeTinyContent();
});
afterEach(() => content.remove());

const sayings = (): string[] => examineLibrary(content.folder).problems.map(writeProblem);

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
		'id: nhan-nut-2',
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
	['two options that are the same', QUIZ, 'text: Xóa ngay thư', 'text: đọc kỹ thư cam', 8, /giống nhau/],
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
	['a situation without one', QUIZ, '    situation: Sáng nay có thư cam tới.\n', '', 2, /cần mục "situation"/],
	['ordering without steps', QUIZ, 'kind: situation', 'kind: order', 2, /cần mục "steps"/],
	['options where there is nothing to choose', QUIZ, 'kind: situation', 'kind: match', 8, /không dùng mục "options"/],
	['several right without saying so', QUIZ, 'kind: situation', 'kind: multiple', 7, /Chọn tất cả/],
	['a lesson that does not exist', QUIZ, 'lesson: doc-thu', 'lesson: doc-bao', 3, /Không có bài "doc-bao"/],
	['practice of no lesson', QUIZ, '    lesson: doc-thu\n', '', 2, /phải thuộc một bài/],
	[
		'a standard with a module that does not exist',
		STANDARD,
		'[thu-dien-tu]',
		'[thu-dien-tu, vneid]',
		6,
		/Không có phần "vneid"/
	],
	['a standard that cannot be passed', STANDARD, 'pass: 7', 'pass: 11', 7, /nhiều hơn số câu/],
	['a standard whose form cannot be drawn', STANDARD, 'questions: 10', 'questions: 31', 6, /chưa đủ một đề/],
	['a standard that counts an unknown help', STANDARD, 'read_aloud]', 'telepathy]', 9, /là một trong: none/],
	[
		'a skill listed twice',
		FRAMEWORK,
		'{ id: communication.email-write',
		'{ id: communication.email-read',
		8,
		/có hai lần/
	],
	['an official code of an unlisted document', FRAMEWORK, "cv-3139-2024: '1.1'", "qd-757: '1.1'", 8, /"qd-757"/],
	[
		'a module for officials without topics',
		MODULE,
		'audience: residents',
		'audience: officials',
		6,
		/phải ghi chuyên đề/
	],
	[
		'a message that is neither genuine nor a fraud',
		QUIZ,
		'kind: situation',
		'genuine: vừa\n    kind: single',
		5,
		/true hoặc false/
	]
];

test.each(PLANTED)('%s', (_what, file, from, to, line, say) => {
	content.plant(file, from, to);
	expect(sayings()).toContainEqual(expect.stringMatching(new RegExp(`^content/${file}:${line}: .*${say.source}`)));
});

test('content without an error', () => {
	expect(sayings()).toEqual([]);
});

test('a practice question in the test pool', () => {
	content.plant(QUIZ, 'Sáng nay có thư lê tới.', 'Hôm qua có thư lê tới.');
	content.plant(QUIZ, "'{Bác} làm gì với thư khoai?'", "'{Bác} LÀM GÌ với thư lê'");
	content.plant(QUIZ, 'text: Đọc kỹ thư khoai', 'text: Đọc kỹ thư lê');
	expect(sayings()).toEqual([
		expect.stringMatching(/quiz\.yaml:\d+: Câu kiểm tra này trùng câu luyện tập "pt-7"\. Hãy viết câu khác hẳn\./)
	]);
});

test.each(['officials', 'trainers'])('a lesson for %s without steps or without something to try', (audience) => {
	content.plant(MODULE, 'audience: residents', `audience: ${audience}\ntopics: [9]`);
	content.plant(LESSON, ':::bước', ':::mẹo');
	content.plant(LESSON, ':::tự làm', ':::mẹo');
	expect(sayings()).toEqual([
		expect.stringMatching(/01-doc-thu\/index\.md:17: Bài chưa có khối "bước"/),
		expect.stringMatching(/01-doc-thu\/index\.md:17: Bài chưa có khối "tự làm"/)
	]);
});

test('a file that is not text', () => {
	content.write(QUIZ, new Uint8Array([0x70, 0xff, 0xfe]));
	expect(sayings()).toContainEqual(expect.stringMatching(/^content\/.*quiz\.yaml:1: .*UTF-8/));
});

test('a stray file, a missing quiz', () => {
	content.write('modules/01-thu-dien-tu/quiz.yml', 'x');
	content.write('modules/02-moi/index.md', '---\n---\n');
	expect(sayings().map((saying) => saying.split(':')[0])).toEqual(
		expect.arrayContaining(['content/modules/01-thu-dien-tu/quiz.yml', 'content/modules/02-moi/quiz.yaml'])
	);
});

test('YAML that copies itself, or holds two documents', () => {
	content.plant(QUIZ, 'explain: Đọc kỹ rồi hãy làm.', 'explain: &a Đọc kỹ.');
	content.plant(QUIZ, 'explain: Đọc kỹ rồi hãy làm.', 'explain: *a');
	expect(sayings()).toContainEqual(expect.stringMatching(/quiz\.yaml:25: Tệp dùng dấu & và \*/));
	content.write(QUIZ, 'practice: []\n---\ntest: []\n');
	expect(sayings()).toContainEqual(expect.stringMatching(/quiz\.yaml:1: Giữa tệp có dòng "---" thừa/));
});
