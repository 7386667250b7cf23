import type { Problem } from './problems.ts';
import { textsOfScenario } from './scenario-texts.ts';
import type { WrittenScenario } from './take-scenario.ts';

/** An amount of money, such as 1.500.000.000: no number of anybody's. */
const AMOUNT = /(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d.])/gu;
const DIGITS = /\d(?:[ .-]?\d)*/gu;
const ADDRESS = /(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\p{L}\p{N}])/giu;
const FILES = /\.(?:pdf|jpe?g|png|docx?|xlsx?|apk|mp[34]|zip)$/iu;
const OWN = /(?:^|\.)(?:vi-du\.vn|gov\.vn)$/iu;
const BRANDS =
	/(?<!\p{L})(vietcombank|vietinbank|bidv|agribank|techcombank|vpbank|mb ?bank|sacombank|tpbank|momo|zalopay|viettel|vinaphone|mobifone|zalo|facebook|messenger|tiktok|youtube|gmail|shopee|lazada|tiki|grab)(?!\p{L})/iu;

/** Everything in a scenario is invented: no number that could be somebody's, no address but ours, nobody's brand. */
export function checkInvented(written: WrittenScenario): Problem[] {
	return textsOfScenario(written).flatMap(({ text, path }) =>
		[...sayNumbers(text), ...sayAddresses(text), ...sayBrands(text)].map((say) => ({ ...written.at(...path), say }))
	);
}

function sayNumbers(text: string): string[] {
	const numbers = text.replace(AMOUNT, ' ').match(DIGITS) ?? [];
	return numbers.flatMap((written) => {
		const digits = written.replace(/\D/gu, '');
		if (digits.length >= 9 && !digits.startsWith('000')) {
			return [`Số "${written}" giống số thật. Số từ 9 chữ số phải bắt đầu bằng 000, ví dụ 0000 1111 2222.`];
		}
		if (digits.length === 6 && new Set(digits).size > 3) {
			return [`Số "${written}" giống mã OTP thật. Hãy dùng số lặp lại, ví dụ 111 222.`];
		}
		return [];
	});
}

function sayAddresses(text: string): string[] {
	const addresses = text.match(ADDRESS) ?? [];
	return addresses
		.filter((address) => !FILES.test(address) && !OWN.test(address))
		.map((address) => `Địa chỉ "${address}" có thể có thật. Hãy dùng địa chỉ đuôi vi-du.vn, hoặc .gov.vn có thật.`);
}

/** Says of a text that it names somebody's brand; in scenarios and drills both. */
export function sayBrands(text: string): string[] {
	const brand = BRANDS.exec(text)?.[0];
	return brand === undefined
		? []
		: [`"${brand}" là tên hãng. Hãy dùng tên bịa, ví dụ "Ngân hàng Mẫu", "ứng dụng nhắn tin".`];
}
