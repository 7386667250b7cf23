import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Library } from '../content.ts';
import { findLesson, nextLesson, practiceOf } from '../library.ts';
import { lessonCode, libraryWith, supplementsOf } from '../supplements.ts';
import { examineLibrary, readLibrary } from './library.ts';
import { addSupplement, MODULE, QUIZ, SUPPLEMENT, writeTinyContent, type TinyContent } from './tiny-content.ts';

const OWN = 'thu-dien-tu/thu-thanh-pho';

let content: TinyContent;
let whole: Library;
beforeEach(() => {
	content = writeTinyContent();
	addSupplement(content);
	whole = readLibrary(content.folder);
});
afterEach(() => content.remove());

describe('a lesson of one province', () => {
	test('is not there for anybody else: no lesson, no practice, and nothing less of what everybody learns', () => {
		const library = libraryWith(whole);
		expect(findLesson(library, 'thu-dien-tu', 'thu-thanh-pho')).toBeNull();
		expect(library.modules[0]?.supplements).toEqual([]);
		expect(library.modules[0]?.practice.some(({ lesson }) => lesson === 'thu-thanh-pho')).toBe(false);
		expect(library.modules[0]?.practice).toHaveLength(12);
		expect(library.modules[0]?.lessons.map(({ id }) => id)).toEqual(['doc-thu', 'viet-thu', 'tim-thu', 'gui-anh']);
		expect(library.modules[0]?.test).toBe(whole.modules[0]?.test);
	});

	test('is there with its practice where her province has switched it on', () => {
		const library = libraryWith(whole, [OWN]);
		const lesson = findLesson(library, 'thu-dien-tu', 'thu-thanh-pho');
		expect(lesson).toMatchObject({ local: '01', title: { vi: 'Thư của thành phố' } });
		expect(lesson && practiceOf(library, lesson)).toHaveLength(2);
		expect(lesson && library.lessonHtml(lesson, { lower: 'bà con', upper: 'Bà con' })).toContain('<p>Bà con mở thư');
	});

	test('counts among no lessons and follows none, so that nobody needs it', () => {
		const library = libraryWith(whole, [OWN]);
		expect(library.modules[0]?.lessons).toHaveLength(4);
		const last = findLesson(library, 'thu-dien-tu', 'gui-anh');
		const own = findLesson(library, 'thu-dien-tu', 'thu-thanh-pho');
		expect(last && nextLesson(library, last)).toBeNull();
		expect(own && nextLesson(library, own)).toBeNull();
	});

	test('is offered to its own province alone', () => {
		expect(supplementsOf(libraryWith(whole), '01').map(lessonCode)).toEqual([OWN]);
		expect(supplementsOf(whole, '25')).toEqual([]);
	});

	test('is part of what its module is, so that its hash tells', () => {
		const [before] = whole.modules;
		content.plant(SUPPLEMENT, 'Mở thư xem.', 'Mở thư ra xem.');
		const [after] = readLibrary(content.folder).modules;
		expect(after?.hash).not.toBe(before?.hash);
		expect(after?.lessons).toEqual(before?.lessons);
	});
});

test('the library of each choice is made once, and one without supplements is the library itself', () => {
	expect(libraryWith(whole, [OWN])).toBe(libraryWith(whole, [OWN]));
	expect(libraryWith(whole)).not.toBe(libraryWith(whole, [OWN]));
	const plain = writeTinyContent();
	const library = readLibrary(plain.folder);
	expect(libraryWith(library, [OWN])).toBe(library);
	plain.remove();
});

test.each([
	['a province that does not exist', SUPPLEMENT, 'local: "01"', 'local: "02"', /:6: Không có tỉnh nào mã "02"/],
	['a code that is a number', SUPPLEMENT, 'local: "01"', 'local: 1', /:6: Mục "local" phải là chữ/],
	[
		'a test question about it',
		QUIZ,
		'  - id: kt-0\n',
		'  - id: kt-0\n    lesson: thu-thanh-pho\n',
		/Câu kiểm tra hỏi mọi người/
	]
])('%s is named with its file and line', (_what, file, from, to, say) => {
	content.plant(file, from, to);
	const found = examineLibrary(content.folder).problems.map((one) => `${one.file}:${one.line}: ${one.say}`);
	expect(found).toContainEqual(expect.stringMatching(say));
});

test('a skill that nothing else teaches is named with its file and line', () => {
	for (const lesson of ['01-doc-thu', '03-tim-thu']) {
		content.plant(MODULE.replace('index.md', `${lesson}/index.md`), 'email-read]', 'email-write]');
	}
	const found = examineLibrary(content.folder).problems.map((one) => `${one.file}:${one.line}: ${one.say}`);
	expect(found).toEqual([expect.stringMatching(/index\.md:7: Kỹ năng "communication\.email-read" chỉ có bài riêng/)]);
});

test('no module takes the address of another page', () => {
	content.write('modules/02-words/index.md', '---\n---\n');
	const module = (file: string) => file.replace('01-thu-dien-tu', '02-words');
	content.write(
		module(MODULE),
		'---\ntitle: A\ntitle_en: A\nsummary: A.\nicon: mail\naudience: residents\nskills: [payment.transfer]\n---\nA.\n'
	);
	const { problems } = examineLibrary(content.folder);
	expect(problems).toContainEqual(
		expect.objectContaining({ file: 'content/modules/02-words', say: expect.stringMatching(/"words" là địa chỉ/) })
	);
});
