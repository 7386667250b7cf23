import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { examineLibrary } from '#lib/curriculum/server/library.ts';
import { measureProblems } from '#lib/curriculum/server/measure.ts';
import { writeTinyContent, type TinyContent } from '#lib/curriculum/server/tiny-content.ts';
import { newContent } from './new-content.ts';

let content: TinyContent;
beforeEach(() => {
	content = writeTinyContent();
});
afterEach(() => content.remove());

const make = (...args: string[]): string => newContent([...args, '--folder', content.folder]);
const skills = ['--skills', 'communication.email-read,communication.email-write'];

test('a new module can be read at once, and all that is to be done in it is what the check says', () => {
	const told = make('module', 'Hỏi: thư "lạ" Đông Đô', ...skills);
	expect(told).toContain('content/modules/02-hoi-thu-la-dong-do/01-bai-mo-dau/index.md');
	expect(told).toMatch(/Việc tiếp theo:\n {2}1\. Mở từng tệp, thay mỗi chỗ ĐIỀN/);
	const written = examineLibrary(content.folder);
	expect(written.problems).toEqual([]);
	expect(written.library.modules[1]?.title.vi).toBe('Hỏi: thư "lạ" Đông Đô');
	const others = measureProblems(written).filter(({ say }) => !/^Chưa viết: /.test(say));
	for (const { say } of others) expect(say).toMatch(/mới có|Mới có|Phần có 1 bài/);
});

test.each(['officials', 'trainers'])('so can a new module for %s', (audience) => {
	make('module', 'Thư công vụ', ...skills, '--audience', audience, '--topics', '9,12');
	expect(examineLibrary(content.folder).problems).toEqual([]);
});

test('a new lesson and a new quiz can be read at once', () => {
	expect(make('lesson', 'thu-dien-tu', 'Cất thư cần giữ', '--local', '01')).toContain('05-cat-thu-can-giu');
	content.rewrite('modules/01-thu-dien-tu/quiz.yaml', () => '');
	expect(() => make('quiz', 'thu-dien-tu')).toThrow('quiz.yaml đã có. Không ghi đè.');
	content.drop('modules/01-thu-dien-tu/quiz.yaml');
	make('quiz', 'thu-dien-tu');
	const { library, problems } = examineLibrary(content.folder);
	expect(problems).toEqual([expect.objectContaining({ say: expect.stringMatching(/chưa đủ một đề/) })]);
	expect(library.supplements[0]).toMatchObject({ id: 'cat-thu-can-giu', local: '01' });
	expect(library.modules[0]?.practice).toHaveLength(10);
});

test('a new scenario belongs to its lesson, can be walked at once, and all that is to be done in it is what the check says', () => {
	const told = make('practice', 'thu-dien-tu/doc-thu', 'Cất thư: vào "mục" riêng');
	expect(told).toContain('content/modules/01-thu-dien-tu/practice/cat-thu-vao-muc-rieng.yaml');
	const written = examineLibrary(content.folder);
	expect(written.problems).toEqual([]);
	expect(written.library.scenarios[0]).toMatchObject({
		...{ id: 'cat-thu-vao-muc-rieng', lesson: 'doc-thu', title: { vi: 'Cất thư: vào "mục" riêng' } },
		paths: [['mo-dau', 'nhap', 'xem-lai', 'xong']]
	});
	const left = measureProblems(written).filter(({ file }) => file.includes('/practice/'));
	expect(left.length).toBeGreaterThan(5);
	expect(left.filter(({ say }) => !/^Chưa viết: /.test(say))).toEqual([]);
	expect(() => make('practice', 'thu-dien-tu/doc-thu', 'Cất thư: vào mục riêng')).toThrow(/đã có. Không ghi đè/);
});

test('nothing is overwritten, and nothing is made by halves', () => {
	expect(() => make('lesson', 'thu-dien-tu', 'Đọc thư')).toThrow(/^Bài "doc-thu" đã có/);
	expect(() => make('module', 'Thư điện tử', ...skills)).toThrow(/^Phần "thu-dien-tu" đã có/);
	expect(() => make('lesson', 'thu-dien-tu', 'Bài khác', '--number', '01')).toThrow(/^Số 01 đã dùng/);
	expect(readFileSync(join(content.folder, 'modules/01-thu-dien-tu/01-doc-thu/index.md'), 'utf8')).toContain('Đọc thư');
	expect(examineLibrary(content.folder).problems).toEqual([]);
});

test.each([
	[['module', ''], /^Hãy ghi --skills/],
	[['module', '', ...skills], /^Hãy ghi tên/],
	[['module', '你好', ...skills], /không đổi được thành chữ không dấu/],
	[['module', 'Words', ...skills], /"words" là địa chỉ của trang khác/],
	[['module', 'Phần mới', '--skills', 'payment.fax'], /Không có kỹ năng "payment.fax" trong content\/framework.yaml/],
	[['module', 'Phần mới', ...skills, '--number', '7'], /--number là hai chữ số/],
	[['module', 'Phần mới', ...skills, '--audience', 'officials'], /cần --topics/],
	[['lesson', 'khong-co', 'Bài mới'], /Không có phần "khong-co"\. Có: thu-dien-tu\./],
	[['practice', 'thu-dien-tu/doc-bao', 'Bài tập'], /^Hãy ghi bài học mà bài tập đi cùng: thu-dien-tu\/doc-thu,/],
	[['practice', 'thu-dien-tu/doc-thu', ''], /^Hãy ghi tên/],
	[['gì đó'], /^Cách dùng:/]
])('%j is refused with a sentence', (args, says) => {
	expect(() => make(...args)).toThrow(says);
});

test('the command prints what was made, or why nothing was, without a stack trace', () => {
	const run = (...args: string[]) =>
		spawnSync(process.execPath, ['src/cli/content-new.ts', ...args, '--folder', content.folder], { encoding: 'utf8' });
	expect(run('lesson', 'thu-dien-tu', 'Bài mới')).toMatchObject({
		status: 0,
		stdout: expect.stringMatching(/^Đã tạo:/)
	});
	expect(run('bài')).toMatchObject({
		status: 1,
		stderr: expect.stringMatching(/^Cách dùng:[^]*content\/README.md\.\n$/)
	});
});
