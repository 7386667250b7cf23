import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offeredAs, passesLuhn, refusalOf } from '#lib/practice/guard.ts';

const offered = [
	{ id: 'so', name: 'Số tài khoản', value: '0000 1111 2222' },
	{ id: 'tien', name: 'Số tiền', value: '200.000' },
	{ id: 'ma', name: 'Mã', value: '111 222' },
	{ id: 'mat-khau', name: 'Mật khẩu', value: 'Mau-Tap-2026' }
];
const field = (label: string, ...wants: string[]) => ({ label, wants });
const number = field('Số tài khoản', 'so');

test.each([
	['001185012345', 'id_number'],
	['001 185 012 345', 'id_number'],
	['Số của tôi là 012345678 đó', 'id_number'],
	['4111 1111 1111 1111', 'card_number'],
	['9704 0000 0000 0018', 'card_number'],
	['0912 345 678', 'phone_number'],
	['+84 912 345 678', 'phone_number'],
	['482913', 'one_time_code'],
	['Mã là 482 913', 'one_time_code'],
	['HoaSen@1958', 'password']
])('%s is refused as %s', (typed, refusal) => {
	expect(refusalOf(typed, number, offered)).toBe(refusal);
});

test.each(['0000 1111 2222', '000011112222', '111222', 'mau-tap-2026', '200000', 'chị Mẫu', '12345', 'năm 1958', ''])(
	'%s is not refused',
	(typed) => {
		expect(refusalOf(typed, number, offered)).toBeNull();
	}
);

test('where a password is asked for, only the offered one is taken', () => {
	expect(refusalOf('conmeo', field('Mật khẩu', 'mat-khau'), offered)).toBe('password');
	expect(refusalOf('2580', field('Passcode', 'ma'), offered)).toBe('password');
	expect(refusalOf('Mau-Tap-2026', field('Mật khẩu', 'mat-khau'), offered)).toBeNull();
});

test('a wrong amount is a wrong amount, not a code', () => {
	expect(refusalOf('300.000', field('Số tiền', 'tien'), offered)).toBeNull();
	expect(refusalOf('300123', field('Số tiền', 'tien'), offered)).toBe('one_time_code');
});

test('every number of twelve digits that is not offered is refused', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[0-9]{12}$/), (digits) => {
			fc.pre(offeredAs(digits, offered) === null);
			expect(refusalOf(digits, number, offered)).not.toBeNull();
		})
	);
});

test('the check digit of cards', () => {
	expect(passesLuhn('4111111111111111')).toBe(true);
	expect(passesLuhn('4111111111111112')).toBe(false);
});
