import { searchText } from '#lib/shared/names.ts';
import type { FieldBlock, Offered } from '#lib/curriculum/scenario.ts';

/** What somebody must not type here, though a real application asks for it. */
export const REFUSALS = ['id_number', 'card_number', 'phone_number', 'one_time_code', 'password'] as const;
export type Refusal = (typeof REFUSALS)[number];

const DIGITS = /\d(?:[ .-]?\d)*/gu;
const AMOUNT = /^\d{1,3}(?:\.\d{3})+$/u;
const SECRET = /mat khau|passcode|password|ma pin|\bpin\b/u;
const LIKE_A_PASSWORD = /^(?=.*\p{L})(?=.*\d)(?=.*[^\p{L}\p{N}\s])\S{8,}$/u;

/** The offered thing that was typed, whatever its spaces, points, capitals and tone marks; null for anything else. */
export function offeredAs(typed: string, offered: readonly Offered[]): Offered | null {
	const said = plain(typed);
	return offered.find(({ value }) => plain(value) === said) ?? null;
}

/**
 * Why something typed is refused: it could be real. What is offered never is; everything else with the digits of an ID,
 * a card, a phone or a one-time code, and whatever stands where a password is asked for, might be.
 */
export function refusalOf(
	typed: string,
	field: Pick<FieldBlock, 'label' | 'wants'>,
	offered: readonly Offered[]
): Refusal | null {
	if (offeredAs(typed, offered)) return null;
	const wanted = offered.filter(({ id }) => field.wants.includes(id));
	const money = wanted.some(({ value }) => AMOUNT.test(value));
	for (const written of typed.match(DIGITS) ?? []) {
		const found = refusalOfDigits(written.replace(/\D/gu, ''), money);
		if (found) return found;
	}
	if (SECRET.test(searchText(field.label)) || LIKE_A_PASSWORD.test(typed.trim())) return 'password';
	return null;
}

function refusalOfDigits(digits: string, money: boolean): Refusal | null {
	if (digits.length >= 13 && digits.length <= 19 && passesLuhn(digits)) return 'card_number';
	if (digits.length === 9 || digits.length === 12) return 'id_number';
	if (/^(?:0|84)\d{9}$/.test(digits)) return 'phone_number';
	// An amount of six digits ends in zeros; a code hardly does.
	if (digits.length === 6 && !(money && digits.endsWith('000'))) return 'one_time_code';
	return digits.length > 12 ? 'card_number' : null;
}

/** The check digit that every payment card's number carries (ISO/IEC 7812-1). */
export function passesLuhn(digits: string): boolean {
	const sum = [...digits].reverse().reduce((total, digit, place) => {
		const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return sum % 10 === 0;
}

function plain(text: string): string {
	return searchText(text).replaceAll(' ', '');
}
