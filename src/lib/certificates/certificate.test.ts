import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	maskName,
	newVerificationCode,
	readVerificationCode,
	stateOf,
	writeSerial,
	writeVerificationCode
} from './certificate.ts';

const newCode = () => newVerificationCode((below) => randomInt(below));

test('a name is masked letter by letter, however it was typed', () => {
	expect(maskName('Đặng Thị Ẩn')).toBe('Đ*** T** Ẩ*');
	expect(maskName('  Đặng  Thị Ẩn '.normalize('NFD'))).toBe('Đ*** T** Ẩ*');
	expect(maskName('Y Ŏn Niê')).toBe('Y Ŏ* N**');
});

test('a code is read as it was typed: in small letters, with spaces, dashes or the whole address', () => {
	fc.assert(
		fc.property(fc.constantFrom(' ', '-', '', ' – ', '.'), fc.boolean(), (between, small) => {
			const code = newCode();
			const typed = writeVerificationCode(code).replaceAll('-', between);
			expect(readVerificationCode(` ${small ? typed.toLowerCase() : typed} `)).toBe(code);
			expect(readVerificationCode(`https://hoc.so/certificates/${code}`)).toBe(code);
		})
	);
});

test('what cannot be a code is none, and nothing that is typed makes it fail', () => {
	for (const typed of ['', '1', newCode().slice(1), newCode() + '2', 'O'.repeat(28), '2'.repeat(1e5), "' or 1=1 --"]) {
		expect(readVerificationCode(typed)).toBeNull();
	}
	fc.assert(fc.property(fc.string(), (typed) => readVerificationCode(typed) === null));
});

test('two codes never agree, and each has more than 128 random bits', () => {
	const codes = Array.from({ length: 1000 }, newCode);
	expect(new Set(codes).size).toBe(1000);
	expect(28 * Math.log2(25)).toBeGreaterThan(128);
	expect(new Set(codes.join('')).size).toBe(25);
});

test('a serial tells ward, year and number', () => {
	expect(writeSerial('00082', 2026, 17)).toBe('00082-2026-000017');
	expect(writeSerial(null, 2026, 1_000_000)).toBe('00000-2026-1000000');
});

test('a paper is good on its last day and expired the day after; revoked it stays revoked', () => {
	const paper = { revokedOn: null, holds: true, validUntil: '2027-02-28', today: '2027-02-28' };
	expect(stateOf(paper)).toBe('valid');
	expect(stateOf({ ...paper, today: '2027-03-01' })).toBe('expired');
	expect(stateOf({ ...paper, holds: false })).toBe('fallen');
	expect(stateOf({ ...paper, today: '2027-03-01', holds: false, revokedOn: '2026-12-01' })).toBe('revoked');
	expect(stateOf({ ...paper, validUntil: null, today: '2099-01-01' })).toBe('valid');
});
