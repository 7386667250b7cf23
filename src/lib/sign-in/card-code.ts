/**
 * The letters of a typed code. Without 0 and O, 1, I and L, which look alike; and without vowels, W and D, so that a
 * keyboard left in Telex or VNI turns none of them into another letter, and no word comes about by chance.
 */
export const CODE_LETTERS = '23456789BCFGHJKMNPQRSTVXZ';
export const CODE_LENGTH = 8;

const CODE = new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`);
/** 16 random bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{22}$/;
/** Nothing longer than this can be a card, however generously it is spaced. */
const LONGEST = 64;

/** What somebody showed or typed: a QR's token, a code without its spaces and dashes, or null for neither. */
export function readCard(shown: string): { kind: 'token' | 'code'; text: string } | null {
	if (shown.length > LONGEST) return null;
	const text = shown.trim();
	if (TOKEN.test(text)) return { kind: 'token', text };
	const letters = text
		.normalize('NFKC')
		.replace(/[\s\p{Pd}\p{Cf}\u2212._]+/gu, '')
		.toUpperCase();
	return CODE.test(letters) ? { kind: 'code', text: letters } : null;
}

/** K7PM-2XQR: as it is printed and read aloud. */
export function writeCode(letters: string): string {
	return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** How a blank card's running number is printed: 0041. */
export function writeNumber(number: number): string {
	return String(number).padStart(4, '0');
}

/**
 * Which blank card somebody means who has it in her hand: its QR as a camera reads it (the whole address) or as we do
 * (the token), its typed code, or its running number with or without "số" and zeros; null for anything else.
 */
export function readBlankCard(shown: string): ReturnType<typeof readCard> | { kind: 'number'; number: number } {
	if (shown.length > LONGEST * 4) return null;
	const text = shown.trim().replace(/^https?:\/\/[^/\s]+\/c\//i, '');
	const [, digits] = /^(?:số|so|no\.?|№|#)?\s*(\d{1,6})$/iu.exec(text.normalize('NFC')) ?? [];
	return digits === undefined ? readCard(text) : { kind: 'number', number: Number(digits) };
}
