import { expect, test } from 'vitest';
import { realLookingIn } from './real-looking.ts';

test('numbers, codes and addresses that could be somebody’s are found, however they are written', () => {
	for (const [text, what] of [
		['Gọi 0912 345 678 ngay', 'number'],
		['Gọi 0912.345.678', 'number'],
		['Gọi ０９１２３４５６７８', 'number'],
		['Căn cước 001234567890'.replace('001', '101'), 'number'],
		['Thẻ 4111-1111-1111-1111', 'number'],
		['Mã OTP là 482 915', 'one_time_code'],
		['Vào nhan-qua.com.vn', 'address'],
		['Thư tới ai@example.com', 'address'],
		['Vào vi-du.vn.example.com', 'address']
	] as const) {
		expect(realLookingIn(text)?.what, text).toBe(what);
	}
});

test('what is plainly invented, amounts, times, days and the State’s own addresses pass', () => {
	for (const text of [
		'Số lạ 0000 1111 2222',
		'Mã OTP 111 222',
		'Chuyển 10.000.000 đồng lúc 19 giờ 30 ngày 22/11/2026',
		'dichvucong.gov.vn.vi-du.vn',
		'dichvucong.gov.vn/ho-so',
		'Cài tệp so-tay-mau.apk'
	]) {
		expect(realLookingIn(text), text).toBe(null);
	}
});
