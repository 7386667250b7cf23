import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_ADDRESS } from '../address.ts';
import { examineLibrary } from './library.ts';
import { measureProblems } from './measure.ts';
import { writeProblem } from './problems.ts';
import { scenarioScripts } from './scenario-script.ts';
import { writeTinyContent, type TinyContent } from './tiny-content.ts';

// The authors' guide holds one full scenario; what a scenario must not be is planted into that one.

const SCENARIO = 'modules/01-thu-dien-tu/practice/tra-loi.yaml';
const guide = readFileSync(join(import.meta.dirname, '../../../../content/PRACTICE.md'), 'utf8');
const example = (/```yaml\n(title:[\s\S]*?)```/.exec(guide)?.[1] ?? '').replace(
	'lesson: doc-va-tra-loi',
	'lesson: doc-thu'
);
const lineOf = (text: string): number => example.slice(0, example.indexOf(text)).split('\n').length;

let content: TinyContent;
beforeEach(() => {
	content = writeTinyContent();
	content.write(SCENARIO, example);
});
afterEach(() => content.remove());

const sayings = (): string[] => {
	const written = examineLibrary(content.folder);
	return [...written.problems, ...measureProblems(written)]
		.map(writeProblem)
		.filter((saying) => saying.startsWith(`content/${SCENARIO}`));
};

test('the example of the guide is a scenario without a fault', () => {
	expect(sayings()).toEqual([]);
	const { library } = examineLibrary(content.folder);
	expect(library.scenarios.map(({ id, screens }) => [id, screens.length])).toEqual([['tra-loi', 4]]);
});

const PLANTED: [what: string, from: string, to: string, at: string, say: RegExp][] = [
	['a skill nobody knows', '[communication.email-read]', '[communication.fax]', 'skills:', /Không có kỹ năng/],
	['a lesson that does not exist', 'lesson: doc-thu', 'lesson: doc-bao', 'lesson:', /Không có bài "doc-bao"/],
	['a missing goal', 'goal: Mở đúng thư của chị Mẫu và trả lời một câu.\n', '', 'title:', /Thiếu mục "goal"/],
	['a block nobody knows', '- button: Trả lời', '- knob: Trả lời', '- button: Trả lời', /Không hiểu khối này/],
	['a picture nobody drew', 'picture: mail', 'picture: logo', '- picture: mail', /là một trong/],
	['a touch that does nothing', '        to: viet-thu\n', '', '- button: Trả lời', /chưa có gì xảy ra/],
	['a screen that does not exist', 'to: viet-thu', 'to: viet', '- button: Trả lời', /Không có màn hình "viet"/],
	[
		'a mistake without an answer',
		'mistake: mo-thu-la',
		'mistake: mo-la',
		'- mail:\n          from: Trúng',
		/Không có lỗi "mo-la"/
	],
	['something to type that nobody offers', 'wants: cau-tra-loi', 'wants: cau-khac', '- field:', /Không có điều để gõ/],
	['a field without an answer to what is wrong', '        wrong: go-khac\n', '', '- field:', /gõ sai thì sao/],
	['a field that nothing sends', 'send: da-gui', 'to: da-gui', '- id: viet-thu', /đúng một nút có "send/],
	['a screen without a hint', '    hint: "{Bác} chạm Trả lời ở cuối thư."\n', '', '- id: doc-thu', /chưa có gợi ý/],
	[
		'a goal that can be left',
		'        text: Thư đã gửi',
		'        text: x\n      - button: A\n        to: hop-thu',
		'- id: da-gui',
		/kết thúc/
	],
	[
		'a screen with nothing right',
		'        to: viet-thu',
		'        mistake: chuyen-tiep',
		'- id: doc-thu',
		/không có đường đi tiếp/
	],
	['an id used twice', '- id: viet-thu', '- id: doc-thu', '- id: viet-thu', /đã dùng/],
	[
		'an answer that nothing leads to',
		'mistake: chuyen-tiep',
		'mistake: mo-thu-la',
		'- id: chuyen-tiep',
		/Không chỗ nào dẫn tới lỗi/
	],
	['a path with a gap', '[hop-thu, doc-thu, viet', '[hop-thu, viet', 'paths:', /không có chỗ chạm đúng nào/],
	['a path that stops early', 'viet-thu, da-gui]', 'viet-thu]', 'paths:', /kết thúc ở màn hình có "done"/],
	[
		'a number like a real one',
		'"Nguyễn Thị Mẫu, mau@vi-du.vn"',
		'"CCCD 001 185 012 345"',
		'- text: "Nguyễn',
		/giống số thật/
	],
	['a code like a real one', 'Tối mai, 19 giờ 30', 'Mã 482 913', '- mail:', /giống mã OTP/],
	[
		'an address that may exist',
		'mau@vi-du.vn"\n      - field',
		'mau@thu.com"\n      - field',
		'- text: "Gửi tới',
		/có thể có thật/
	],
	["somebody's brand", 'bar: Hộp thư', 'bar: Gmail', 'bar: Hộp thư', /tên hãng/],
	[
		'a hard word',
		'hint: "{Bác} chạm Trả lời',
		'hint: "{Bác} đăng nhập, chạm Trả lời',
		'hint: "{Bác} chạm Trả lời',
		/khó hiểu/
	],
	['a long label', 'button: Chuyển tiếp', 'button: Chuyển thư này cho người khác xem', '- id: doc-thu', /dài quá/]
];

test.each(PLANTED)('%s', (_what, from, to, at, say) => {
	content.plant(SCENARIO, from, to);
	expect(sayings()).toContainEqual(expect.stringMatching(new RegExp(`practice/tra-loi\\.yaml:\\d+: .*${say.source}`)));
	const lines = sayings().map((saying) => Number(/:(\d+):/.exec(saying)?.[1]));
	expect(Math.min(...lines.map((line) => Math.abs(line - lineOf(at))))).toBeLessThanOrEqual(2);
});

test('screens that cannot be reached, and screens that cannot be left', () => {
	content.plant(
		SCENARIO,
		'mistakes:\n',
		'  - id: lac\n    bar: Thư\n    hint: Chờ.\n    blocks:\n      - button: A\n        to: lac-2\n  - id: lac-2\n    bar: Thư\n    hint: Chờ.\n    blocks:\n      - button: B\n        to: lac\nmistakes:\n'
	);
	expect(sayings()).toEqual([
		expect.stringMatching(/Không chỗ nào dẫn tới màn hình "lac"|không tới được đích/),
		...Array.from({ length: 3 }, () => expect.stringMatching(/"lac/))
	]);
	content.plant(
		SCENARIO,
		'      - button: Chuyển tiếp\n',
		'      - button: Lạc\n        to: lac\n      - button: Chuyển tiếp\n'
	);
	expect(sayings()).toEqual([
		expect.stringMatching(/"lac" không tới được đích/),
		expect.stringMatching(/"lac-2" không tới được đích/)
	]);
});

test('a scenario is said whole: its beginning, each screen with what stands on it, hints, and words for mistakes', () => {
	const [scenario] = examineLibrary(content.folder).library.scenarios;
	const scripts = scenario ? scenarioScripts(scenario, DEFAULT_ADDRESS).map(({ text }) => text) : [];
	expect(scripts).toHaveLength(1 + 4 + 3 + 3);
	expect(scripts[1]).toBe(
		'Trong hộp có hai thư mới.\nTrên máy. Hộp thư. Thư, từ Nguyễn Thị Mẫu: Mời họp tổ dân phố. Tối mai, 19 giờ 30. ' +
			'Thư, từ Trúng thưởng: Bác trúng xe máy, bấm ngay.'
	);
	expect(scripts.join()).not.toContain('{');
});

test('a stray file among the scenarios', () => {
	content.write('modules/01-thu-dien-tu/practice/Ảnh.png', 'x');
	expect(examineLibrary(content.folder).problems.map(writeProblem)).toEqual([
		expect.stringMatching(/practice\/Ảnh\.png:1: Không hiểu tệp này/)
	]);
});
