import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AUDIENCES, ICONS } from '../content.ts';
import { findLesson, findModule, findQuestion, findSkill, findStandard, nextLesson, practiceOf } from '../library.ts';
import { questionInput } from './input.ts';
import { readLibrary } from './library.ts';
import { ContentError } from './problems.ts';
import { LESSON, MODULE, QUIZ, writeTinyContent, type TinyContent } from './tiny-content.ts';

let content: TinyContent;
beforeEach(() => {
	content = writeTinyContent();
});
afterEach(() => content.remove());

describe('a library', () => {
	test('holds everything, indexed and in order', () => {
		const library = readLibrary(content.folder);
		const lesson = findLesson(library, 'thu-dien-tu', 'doc-thu');
		expect(findModule(library, 'thu-dien-tu')?.title).toEqual({ vi: 'Thư điện tử', en: 'E-mail' });
		expect(lesson && nextLesson(library, lesson)?.id).toBe('viet-thu');
		expect(lesson && practiceOf(library, lesson)).toHaveLength(3);
		const last = findLesson(library, 'thu-dien-tu', 'gui-anh');
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

	test('with anything wrong in it is not read, and all of it is said at once', () => {
		content.plant(QUIZ, 'explain: Đọc kỹ rồi hãy làm.', 'explain: ""');
		content.plant(LESSON, 'minutes: 5', 'minutes: lâu');
		content.plant(MODULE, 'icon: mail', 'icon: thư');
		expect(() => readLibrary(content.folder)).toThrow(ContentError);
		expect(() => readLibrary(content.folder)).toThrow(
			/^Nội dung có 3 chỗ cần sửa:\n.*01-doc-thu\/index\.md:5: .*\n.*quiz\.yaml:13: .*\n.*01-thu-dien-tu\/index\.md:5: .*$/
		);
	});

	test('that is too small or hard to read is read all the same, so that a server starts', () => {
		content.plant(QUIZ, 'explain: Đọc kỹ rồi hãy làm.', `explain: ${'thử '.repeat(40)}`);
		content.plant(MODULE, '{Bác} đọc và viết thư.', 'Quý khách click vào đây.');
		expect(readLibrary(content.folder).modules).toHaveLength(1);
	});
});

test("the authors' guide names every drawing, reader, and kind of question", () => {
	const guide = readFileSync(join(process.cwd(), 'content/README.md'), 'utf8');
	const kinds = questionInput.shape.kind.options;
	for (const name of [...ICONS, ...AUDIENCES, ...kinds, 'topics', 'local', 'genuine', 'glossary.yaml']) {
		expect(guide).toContain(name);
	}
});
