import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { examineLibrary } from './library.ts';
import { writeProblem } from './problems.ts';
import { STANDARD, writeTinyContent, type TinyContent } from './tiny-content.ts';

// The practical check of a standard, one mistake at a time, each named with its file and line.

const guide = readFileSync(join(import.meta.dirname, '../../../../content/PRACTICE.md'), 'utf8');
const scenario = (/```yaml\n(title:[\s\S]*?)```/.exec(guide)?.[1] ?? '').replace('lesson: doc-va-tra-loi\n', '');
const TASKS = ['mo-thu', 'doc-thu', 'tra-loi', 'gui-anh', 'bao-thu-la'];

const taskText = (id: string): string => `  - id: ${id}
    name: Việc ${id}
    name_en: Task ${id}
    look_for: Tự làm ${id}.
    look_for_en: Does ${id}.
    modules: [thu-dien-tu]
    practice: [thu-dien-tu/tap-tra-loi]
`;

let content: TinyContent;
beforeEach(() => {
	content = writeTinyContent();
	content.write('modules/01-thu-dien-tu/practice/tap-tra-loi.yaml', scenario);
	content.rewrite(STANDARD, (text) => `${text}practical_check:\n${TASKS.map(taskText).join('')}`);
});
afterEach(() => content.remove());

const sayings = (): string[] => examineLibrary(content.folder).problems.map(writeProblem);
const TOP = 10;
const lineIn = (n: number, key: number): number => TOP + 1 + n * taskText('').split('\n').length - n + key;

test('five tasks that can be done on the drawn phone', () => {
	expect(sayings()).toEqual([]);
	expect(examineLibrary(content.folder).library.standards[0]?.practicalCheck?.map(({ id }) => id)).toEqual(TASKS);
});

const PLANTED: [what: string, from: string, to: string, line: number, say: RegExp][] = [
	['an id used twice', 'id: doc-thu\n', 'id: mo-thu\n', lineIn(1, 0), /Mã "mo-thu" đã dùng/],
	[
		'a module that the standard has not',
		'modules: [thu-dien-tu]\n    practice',
		'modules: [thu-dien-tu, vneid]\n    practice',
		lineIn(0, 5),
		/Chuẩn không có phần "vneid"/
	],
	[
		'a scenario that does not exist',
		'[thu-dien-tu/tap-tra-loi]',
		'[thu-dien-tu/tap-khac]',
		lineIn(0, 6),
		/Không có bài tập "thu-dien-tu\/tap-khac"/
	],
	[
		'a scenario of another module',
		'[thu-dien-tu/tap-tra-loi]',
		'[vneid/vao-vneid]',
		lineIn(0, 6),
		/"vneid\/vao-vneid" không thuộc phần của việc này/
	],
	['an address of a scenario that is none', '[thu-dien-tu/tap-tra-loi]', '[tap-tra-loi]', lineIn(0, 6), /practice/],
	['a task that cannot be practised', '[thu-dien-tu/tap-tra-loi]', '[]', lineIn(0, 6), /practice/],
	['a task without what the witness looks for', '    look_for: Tự làm mo-thu.\n', '', lineIn(0, 0), /"look_for"/],
	['a task without its English name', '    name_en: Task mo-thu\n', '', lineIn(0, 0), /"name_en"/]
];

test.each(PLANTED)('%s', (_what, from, to, line, say) => {
	content.plant(STANDARD, from, to);
	expect(sayings()).toContainEqual(expect.stringMatching(new RegExp(`^content/${STANDARD}:${line}: .*${say.source}`)));
});

test.each([
	['four tasks', (text: string) => text.replace(taskText('tra-loi'), '')],
	['six tasks', (text: string) => `${text}${taskText('viec-sau')}`]
])('%s instead of five', (_what, change) => {
	content.rewrite(STANDARD, change);
	expect(sayings()).toContainEqual(expect.stringMatching(new RegExp(`^content/${STANDARD}:${TOP}: .*practical_check`)));
});

test('a required module that no task touches', () => {
	content.write('modules/02-vneid/index.md', 'not read');
	content.plant(STANDARD, 'modules: [thu-dien-tu]', 'modules: [thu-dien-tu, vneid]');
	expect(sayings()).toContainEqual(expect.stringMatching(/Chưa có việc thực hành nào cho phần "vneid"/));
});
