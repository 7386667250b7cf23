import { afterEach, beforeEach, expect, test } from 'vitest';
import { examineLibrary } from './library.ts';
import { measureProblems } from './measure.ts';
import { writeProblem } from './problems.ts';
import { writeTinyContent, type TinyContent } from './tiny-content.ts';

// What there is to decide about in drills, one mistake at a time.

const DRILLS = 'drills/tin-nhan.yaml';
const itemText = (id: string, genuine: boolean): string => `- id: ${id}
  kind: message
  genuine: ${genuine}
  lesson: thu-dien-tu/doc-thu
  situation: Chiều nay máy kêu.
  variants:
    - from: Số lạ
      text: Xem quà tại qua.vi-du.vn
    - from: Số 0000 1111 2222
      text: Nhận quà ngay
  choices:
    - text: Không bấm
      right: true
    - text: Bấm vào xem thử rồi thôi
  explain: Đọc kỹ rồi hãy làm.
`;

let content: TinyContent;
beforeEach(() => {
	content = writeTinyContent();
	const items = Array.from({ length: 24 }, (_, n) => itemText(`tin-${n}`, n % 2 === 0));
	content.write(DRILLS, items.join(''));
});
afterEach(() => content.remove());

const sayings = (): string[] => {
	const written = examineLibrary(content.folder);
	return [...written.problems, ...measureProblems(written)]
		.map(writeProblem)
		.filter((saying) => saying.startsWith('content/drills/'));
};

test('twelve genuine and twelve fake items without a fault', () => {
	expect(sayings()).toEqual([]);
	expect(examineLibrary(content.folder).library.drills).toHaveLength(24);
});

test.each([
	['an id used twice', 'id: tin-1\n', 'id: tin-0\n', /:\d+: Mục "tin-0" có hai lần/],
	['no right choice', '      right: true\n', '', /:\d+: Cần đúng một lựa chọn/],
	['a lesson that does not exist', 'thu-dien-tu/doc-thu', 'thu-dien-tu/doc-bao', /:4: Không có bài/],
	['a kind nobody meets', 'kind: message', 'kind: fax', /:2: /],
	['one variant only', '    - from: Số 0000 1111 2222\n      text: Nhận quà ngay\n', '', /:\d+: /],
	['a number like a real one', '0000 1111 2222', '0912 345 678', /:\d+: "0912 345 678" giống thật/],
	['an address that may exist', 'qua.vi-du.vn', 'qua-tang.com', /:\d+: "qua-tang.com" giống thật/],
	["somebody's brand", 'from: Số lạ', 'from: Agribank', /:\d+: "Agribank" là tên hãng/],
	['eleven genuine items', 'genuine: true', 'genuine: false', /Mới có 11 mục thật/]
])('%s', (_what, from, to, say) => {
	content.plant(DRILLS, from, to);
	expect(sayings()).toContainEqual(expect.stringMatching(say));
});

test('right choices that are the longest of nearly every item', () => {
	content.rewrite(DRILLS, (text) => text.replaceAll('text: Không bấm', 'text: Không bấm, hỏi con cháu trước đã'));
	expect(sayings()).toEqual([expect.stringMatching(/24 trên 24 mục có câu đúng dài nhất/)]);
});

test('a stray file among the drills', () => {
	content.write('drills/ghi-chu.txt', 'x');
	expect(sayings()).toEqual([expect.stringMatching(/drills\/ghi-chu\.txt:1: Không hiểu tệp này/)]);
});
