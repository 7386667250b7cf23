import { expect, test } from 'vitest';
import type { Module, Question } from '../content.ts';
import { lessonScript, listScripts } from './script.ts';

const BAC = { lower: 'bác', upper: 'Bác' };
const BODY = `{Bác} xem **kỹ** rồi mới chạm [[Chuyển tiền]].

## Ba bước

:::bước
1. Mở ứng dụng.
2. Đọc to tên đó.
:::

:::màn hình Chuyển tiền (TẬP)
ô: Số tài khoản = 0000 1111
thư: Mẫu <mau@vi-du.vn> | Chào
nút*: Tiếp tục
phím: 1 2 3
:::

:::cảnh báo
**Không đọc mã.** Xem [cổng](https://dichvucong.gov.vn).
:::`;

test('a lesson is said whole and in order: labels, steps, drawn screens and warnings, without a mark of Markdown', () => {
	const lesson = { title: { vi: 'Chuyển tiền', en: '' }, goal: 'Biết chuyển tiền.', body: BODY };
	expect(lessonScript(lesson, BAC).split('\n')).toEqual([
		'Chuyển tiền',
		'Biết chuyển tiền.',
		'Bác xem kỹ rồi mới chạm Chuyển tiền. Ba bước.',
		'Bước 1. Mở ứng dụng. Bước 2. Đọc to tên đó.',
		'Trên màn hình. Chuyển tiền (TẬP). Số tài khoản , 0000 1111. Mẫu mau@vi-du.vn , Chào. Chạm vào: Tiếp tục. Bàn phím số.',
		'Không bao giờ làm. Không đọc mã. Xem cổng.'
	]);
	expect(lessonScript(lesson, { lower: 'cô chú', upper: 'Cô chú' })).toContain('Cô chú xem kỹ');
});

test('of a question the asking, every answer and the explanation are recorded apart, and the same words once', () => {
	const question = {
		id: 'kt-1',
		situation: 'Có tin lạ.',
		message: { from: 'Số lạ', text: 'Nhận quà' },
		ask: '{Bác} làm gì?',
		options: [
			{ text: 'Xóa', right: true },
			{ text: 'Chạm', right: false }
		],
		steps: [],
		pairs: [],
		explain: 'Tin lạ thì xóa.'
	} as unknown as Question;
	const again = { ...question, id: 'kt-2', ask: 'Sau đó?' } as Question;
	const module = {
		id: 'an-toan',
		lessons: [],
		supplements: [],
		practice: [question],
		test: [again]
	} as unknown as Module;
	const scripts = listScripts(module, BAC);
	expect(scripts.map(({ text }) => text)).toEqual([
		'Có tin lạ.\nTin nhắn, từ Số lạ: Nhận quà\nBác làm gì?',
		'Xóa',
		'Chạm',
		'Tin lạ thì xóa.',
		'Có tin lạ.\nTin nhắn, từ Số lạ: Nhận quà\nSau đó?'
	]);
});
