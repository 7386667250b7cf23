/** Why a text must not be shown as invented: what stands in it could be somebody's. */
export const REAL_LOOKING = ['number', 'one_time_code', 'address'] as const;
export type RealLooking = (typeof REAL_LOOKING)[number];

const DIGITS = /\d(?:[\s.‐-―-]{0,2}\d)*/gu;
const AMOUNT = /^\d{1,3}(?:[. ]\d{3})+$/u;
const MONEY_AFTER = /^\s*(?:đồng|đ(?!\p{L})|VND)/iu;
const ADDRESS = /(?:[\p{L}\p{N}_-]+\.)+[\p{L}]{2,}/giu;
const FILE = /\.(?:apk|pdf|docx?|jpg|png)$/iu;

/**
 * What in a text looks real: a number as long as an ID, a card, an account or a phone that does not begin with 000, six
 * digits that are no amount and no 111 222, or an address that neither ends in vi-du.vn nor is the State's. Full-width
 * and other digits count too.
 */
export function realLookingIn(text: string): { what: RealLooking; written: string } | null {
	const plain = text.normalize('NFKC');
	for (const match of plain.matchAll(DIGITS)) {
		const after = plain.slice(match.index + match[0].length);
		const what = realLookingNumber(match[0], after);
		if (what) return { what, written: match[0] };
	}
	for (const [written] of plain.matchAll(ADDRESS)) {
		if (!isInventedAddress(written.toLowerCase())) return { what: 'address', written };
	}
	return null;
}

function realLookingNumber(written: string, after: string): RealLooking | null {
	const digits = written.replace(/\D/gu, '');
	if (digits.startsWith('000') || (AMOUNT.test(written) && MONEY_AFTER.test(after))) return null;
	if (digits.length >= 7) return 'number';
	if (digits.length === 6 && !/^(\d)\1\1(\d)\2\2$/.test(digits)) return 'one_time_code';
	return null;
}

function isInventedAddress(written: string): boolean {
	return FILE.test(written) || /(?:^|\.)vi-du\.vn$/.test(written) || /(?:^|\.)gov\.vn$/.test(written);
}
