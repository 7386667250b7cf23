import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Question } from '../content.ts';
import { examineLibrary, readLibrary } from './library.ts';
import { findAlike } from './likeness.ts';
import { measureProblems } from './measure.ts';
import { QUIZ, writeTinyContent, type TinyContent } from './tiny-content.ts';

const content = readLibrary(join(process.cwd(), 'content'));
const real = content.modules.flatMap(({ practice, test }) => [...practice, ...test]);

let tiny: TinyContent;
beforeEach(() => {
	tiny = writeTinyContent();
});
afterEach(() => tiny.remove());

/** Each pair is one question, written twice as somebody would who wants it not to be noticed. */
const REWORDED: [first: Partial<Question>, second: Partial<Question>][] = [
	[
		{
			situation: 'Tháng này nhà {bác} đã đóng tiền điện rồi.',
			message: { from: '', text: 'Nhà ông/bà nợ tiền điện, 30 phút nữa cắt điện. Trả ngay tại tiendien.vi-du.vn' },
			ask: '{Bác} làm gì?',
			options: [{ text: 'Gọi số điện lực in trên hóa đơn cũ', right: true }]
		},
		{
			situation: 'Nhà {bác} đã trả tiền điện tháng này.',
			message: { from: '', text: 'Gia đình còn nợ tiền điện, 1 giờ nữa bị cắt. Nộp ngay tại dienluc.vi-du.vn' },
			ask: '{Bác} nên làm gì?',
			options: [{ text: 'Gọi số điện lực ghi trên hóa đơn cũ', right: true }]
		}
	],
	[
		{
			situation:
				'Số lạ gọi hình, hiện mặt con trai {bác}, hình mờ và hay ngắt. Người đó xin chuyển tiền viện phí gấp vào tài khoản tên lạ.',
			ask: '{Bác} làm gì trước?',
			options: [{ text: 'Cúp máy, gọi vào số con đã lưu', right: true }]
		},
		{
			situation:
				'Một số lạ gọi hình cho {bác}, hiện mặt con gái, hình hay ngắt. Người ấy nhờ chuyển gấp tiền viện phí vào tài khoản mang tên lạ.',
			ask: 'Việc {bác} làm trước tiên?',
			options: [{ text: 'Tắt máy, gọi số con đã lưu', right: true }]
		}
	],
	[
		{
			ask: 'Xếp các bước kích hoạt VNeID.',
			steps: ['Mở VNeID, chạm nút Kích hoạt', 'Nhập số định danh và số điện thoại', 'Nhập mã OTP vừa gửi về máy']
		},
		{
			ask: 'Muốn kích hoạt VNeID, hãy xếp các bước.',
			steps: ['Mở VNeID và chạm Kích hoạt', 'Nhập số điện thoại, số định danh', 'Nhập mã OTP gửi về máy']
		}
	],
	[
		{
			ask: '{Bác} nên chọn mã PIN cho ứng dụng ngân hàng thế nào?',
			options: [{ text: 'Lấy dãy số riêng, người khác khó đoán', right: true }]
		},
		{
			ask: 'Nên đặt mã PIN của ứng dụng ngân hàng ra sao?',
			options: [{ text: 'Một dãy số riêng, người khác khó đoán', right: true }]
		}
	],
	[
		{
			ask: 'Viết thư mới, địa chỉ người nhận gõ vào ô nào?',
			options: [{ text: 'Đến', right: true }]
		},
		{
			ask: 'Khi viết thư mới, gõ địa chỉ người nhận vào ô nào?',
			options: [{ text: 'Đến', right: true }]
		}
	],
	[
		{
			situation:
				'Tài khoản của {bác} có thêm 3 triệu đồng lạ. Một người gọi tới, xin trả lại vào một số tài khoản khác.',
			ask: '{Bác} làm gì?',
			options: [{ text: 'Để nguyên tiền, gọi ngân hàng mình', right: true }]
		},
		{
			situation:
				'Tài khoản của {bác} có thêm 5 triệu đồng lạ. Một người gọi tới, xin trả lại vào một số tài khoản khác.',
			ask: 'Điều gì có thể xảy ra?',
			options: [{ text: 'Kẻ gian dựng chuyện để lừa lấy tiền', right: true }]
		}
	]
];

const written = (part: Partial<Question>): Question => ({
	...(real[0] as Question),
	situation: null,
	message: null,
	options: [],
	steps: [],
	pairs: [],
	...part
});

test.each(REWORDED)('a question in other words is found among all the others: %j', (first, second) => {
	const found = findAlike([...real, written(first), written(second)]);
	expect(found).toContainEqual(expect.objectContaining({ first: real.length, second: real.length + 1 }));
});

test('different questions about the same thing are not taken for one', () => {
	const different = [
		written({
			ask: 'Xếp các bước kích hoạt VNeID.',
			steps: ['Chạm nút Kích hoạt', 'Nhập số định danh', 'Nhập mã OTP']
		}),
		written({ ask: 'Xếp các bước đổi mật khẩu VNeID.', steps: ['Vào Cài đặt', 'Chạm Đổi mật khẩu', 'Nhập mã OTP'] })
	];
	const found = findAlike([...real, ...different]);
	expect(found.filter(({ first }) => first >= real.length)).toEqual([]);
});

test('a near-copy is named with its place, and with the place of what it is a copy of', () => {
	tiny.plant(QUIZ, 'Sáng nay có thư lê tới.', 'Người lạ xin mượn điện thoại của {bác} để gọi nhờ con ở quán nước.');
	tiny.plant(QUIZ, 'Sáng nay có thư khoai tới.', 'Ở quán nước, người lạ xin mượn điện thoại để gọi nhờ cho con.');
	tiny.plant(QUIZ, 'làm gì với thư lê?', 'làm gì?');
	tiny.plant(QUIZ, 'làm gì với thư khoai?', 'nên làm gì?');
	tiny.plant(QUIZ, 'text: Đọc kỹ thư lê', 'text: Đọc số cho mình bấm giúp');
	tiny.plant(QUIZ, 'text: Đọc kỹ thư khoai', 'text: Bảo đọc số cho mình bấm');
	const [{ say, ...place } = { say: '' }] = measureProblems(examineLibrary(tiny.folder));
	expect(place).toEqual({ file: `content/${QUIZ}`, line: 349 });
	expect(say).toMatch(/^Câu "kt-18" gần giống câu luyện tập "pt-7" \(content\/.*quiz\.yaml:91\), \d+%\. Hãy đổi/);
});

test('a question copied over and over is named once for each copy', () => {
	tiny.rewrite(QUIZ, (quiz) =>
		quiz.replace(/ {4}situation: .*\n {4}ask: .*\n/gu, '    situation: Có thư.\n    ask: Làm gì?\n')
	);
	tiny.rewrite(QUIZ, (quiz) => quiz.replace(/Đọc kỹ thư/gu, 'Đọc kỹ từ đầu đến cuối thư'));
	const found = measureProblems(examineLibrary(tiny.folder)).filter(({ say }) => say.includes('gần giống'));
	expect(found.length).toBeLessThan(42);
	expect(new Set(found.map(({ line }) => line)).size).toBe(found.length);
});
